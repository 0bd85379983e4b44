using System.CommandLine;
using Assay.Core;
using Assay.Engine;
using Assay.Reports.Frameworks;
using Assay.Reports.Json;
using Assay.Reports.Text;

namespace Assay.Cli.Commands;

/// <summary><c>assay frameworks</c> and <c>assay explain FRAMEWORK [REQUIREMENT]</c>.</summary>
internal static class FrameworkCommands
{
    public static Command List(CliContext context)
    {
        var format = CommonOptions.Format("text", "json");
        var command = new Command("frameworks", "List the definitions of openness that Assay judges by") { format, CommonOptions.Output };
        command.SetAction(parse =>
        {
            var knowledge = CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge));
            var list = new FrameworksUseCase(knowledge).List();
            var text = parse.GetValue(format) == "json" ? FrameworksJson.Write(list) : Text(new FrameworkComposer(new MessageCatalog(knowledge)).List(list), context);
            context.Write(text, parse.GetValue(CommonOptions.Output));
            return ExitCodes.Done;
        });
        return command;
    }

    public static Command Explain(CliContext context)
    {
        var framework = new Argument<string>("FRAMEWORK") { Description = "Id of a framework, as 'assay frameworks' lists it" };
        var requirement = new Argument<string?>("REQUIREMENT") { Description = "Id of one of its requirements", Arity = ArgumentArity.ZeroOrOne };
        var format = CommonOptions.Format("text", "json");
        var command = new Command("explain", "Say in plain words what a framework asks for, how Assay checks it, and where it stands") { framework, requirement, format, CommonOptions.Output };
        command.SetAction(parse =>
        {
            var knowledge = CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge));
            var list = new FrameworksUseCase(knowledge).Explain(parse.GetValue(framework)!, parse.GetValue(requirement));
            var text = parse.GetValue(format) == "json" ? FrameworksJson.Write(list) : Text(new FrameworkComposer(new MessageCatalog(knowledge)).Explain(list), context);
            context.Write(text, parse.GetValue(CommonOptions.Output));
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Text(IReadOnlyList<Reports.Document.Block> blocks, CliContext context) => TextRenderer.Render(blocks, context.Terminal.Width, context.Terminal.Colors);
}
