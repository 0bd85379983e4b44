using System.CommandLine;
using Assay.Core;
using Assay.Engine;
using Assay.Reports.Document;
using Assay.Reports.Html;
using Assay.Reports.Json;
using Assay.Reports.Markdown;
using Assay.Reports.Text;

namespace Assay.Cli.Commands;

/// <summary><c>assay audit SOURCE</c>: how open is it, where does it come from, what do the terms allow.</summary>
internal static class AuditCommand
{
    public static Command Create(CliContext context)
    {
        var options = new AuditOptions();
        var format = CommonOptions.Format("text", "json", "markdown", "html");
        var failOn = new Option<string[]>("--fail-on") { Description = "Exit with 1 where a condition holds: fails, undetermined, FRAMEWORK:OUTCOME, contradiction, conflict, restricted, no-license, unknown-license, error, warning", HelpName = "CONDITION,..." };
        var command = new Command("audit", "Say how open a release is, under which terms, where claims and facts differ, with a quote for every statement");
        options.AddTo(command);
        foreach (var option in new Option[] { format, failOn, CommonOptions.Output }) command.Options.Add(option);
        command.SetAction(parse =>
        {
            var conditions = AuditOptions.Split(parse.GetValue(failOn));
            FailOn.Validate(conditions);
            var knowledge = CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge));
            var report = new AuditUseCase(knowledge, context.Clock, CliContext.Version).Run(options.Read(parse));
            context.Write(Render(report, parse.GetValue(format)!, knowledge, context.Terminal, parse.GetValue(CommonOptions.Verbose)), parse.GetValue(CommonOptions.Output));
            return Gate(report, conditions, context.Terminal);
        });
        return command;
    }

    private static string Render(Report report, string format, DataTable knowledge, Terminal terminal, bool verbose)
    {
        if (format == "json") return ReportJson.Write(report);
        var messages = new MessageCatalog(knowledge);
        var blocks = new AuditComposer(messages).Compose(report);
        return format switch
        {
            "markdown" => MarkdownRenderer.Render(blocks),
            "html" => new HtmlRenderer(messages).Render($"{report.Release.Name} - Assay", blocks),
            _ => TextRenderer.Render(blocks, terminal.Width, terminal.Colors, verbose),
        };
    }

    private static int Gate(Report report, IReadOnlyList<string> conditions, Terminal terminal)
    {
        if (report.Release.Artifacts is [{ Read: ReadState.NotRead } model, ..])
        {
            terminal.Error($"the source was not read: {Reports.Safety.Neutral.Line(model.Why ?? "no reason is known")}");
            return ExitCodes.SourceNotRead;
        }

        if (FailOn.Check(report, conditions) is not { } failed) return ExitCodes.Done;
        terminal.Error($"the gate says no: '{failed.Condition}' holds: {Reports.Safety.Neutral.Line(failed.What)}");
        return ExitCodes.GateSaidNo;
    }
}
