using System.CommandLine;
using Assay.Core;
using Assay.Engine;

namespace Assay.Cli.Commands;

/// <summary><c>assay knowledge verify</c>.</summary>
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
        return new Command("knowledge", "The reviewed facts that Assay rests on") { verify };
    }
}
