using System.CommandLine;
using Assay.Core;
using Assay.Engine;
using Assay.Reports.Document;
using Assay.Reports.Json;
using Assay.Reports.Text;

namespace Assay.Cli.Commands;

/// <summary><c>assay rebuild SOURCE</c>: what is missing to rebuild it, and what a rebuild costs.</summary>
internal static class RebuildCommand
{
    public static Command Create(CliContext context)
    {
        var options = new AuditOptions();
        var format = CommonOptions.Format("text", "json");
        var command = new Command("rebuild", "Say whether somebody could rebuild a model from what was released, what is missing, and what it would cost");
        options.AddTo(command);
        foreach (var option in new Option[] { format, CommonOptions.Output, CommonOptions.Knowledge }) command.Options.Add(option);
        command.SetAction(parse =>
        {
            var knowledge = CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge));
            var report = new AuditUseCase(knowledge, context.Clock, CliContext.Version).Run(options.Read(parse));
            var text = parse.GetValue(format) == "json"
                ? RebuildJson.Write(report.Rebuild!)
                : TextRenderer.Render(new RebuildComposer(new MessageCatalog(knowledge)).Compose(report), context.Terminal.Width, context.Terminal.Colors);
            context.Write(text, parse.GetValue(CommonOptions.Output));
            return ExitCodes.Done;
        });
        return command;
    }
}
