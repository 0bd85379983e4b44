using System.CommandLine;
using Assay.Core;
using Assay.Engine;
using Assay.Reports.Json;

namespace Assay.Cli.Commands;

/// <summary><c>assay knowledge verify | schema</c>.</summary>
internal static class KnowledgeCommands
{
    public static Command Create(CliContext context)
    {
        var verify = new Command("verify", "Load every knowledge file strictly and run its samples");
        verify.SetAction(parse =>
        {
            var problems = KnowledgeVerifier.Verify(CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge)), out var summary);
            foreach (var problem in problems) context.Terminal.Error(problem);
            if (problems.Count == 0) context.Terminal.Result(summary + "\n");
            return problems.Count == 0 ? ExitCodes.Done : ExitCodes.Usage;
        });
        var concept = new Argument<string?>("CONCEPT") { Description = "Such as licenses or prices; without it, the concepts are listed", Arity = ArgumentArity.ZeroOrOne };
        var schema = new Command("schema", "Print the JSON Schema of the knowledge files of a concept, as their loader reads them") { concept };
        schema.SetAction(parse =>
        {
            var schemas = KnowledgeSchemas.Read(CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge)));
            if (parse.GetValue(concept) is not { } name)
            {
                foreach (var each in schemas) context.Terminal.Result($"{each.Name}\n");
                return ExitCodes.Done;
            }

            var found = schemas.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.Ordinal)) ?? throw AssayException.Usage($"no knowledge file belongs to the concept '{name}'; known are {string.Join(", ", schemas.Select(s => s.Name))}");
            context.Terminal.Result(KnowledgeSchemaJson.Write(found));
            return ExitCodes.Done;
        });
        return new Command("knowledge", "The reviewed facts that Assay rests on") { verify, schema };
    }
}
