using System.CommandLine;
using System.Text.Json;
using Assay.Core;
using Assay.Engine;
using Assay.Reports.Diff;
using Assay.Reports.Json;
using Assay.Reports.Markdown;
using Assay.Reports.Text;

namespace Assay.Cli.Commands;

/// <summary><c>assay diff A B</c>: two releases, revisions or reports.</summary>
internal static class DiffCommand
{
    public static Command Create(CliContext context)
    {
        var a = new Argument<string>("A") { Description = "A SOURCE as 'assay audit' takes it, or a report in JSON" };
        var b = new Argument<string>("B") { Description = "What it is compared with" };
        var framework = new Option<string[]>("--framework") { Description = "Judge by this framework (several times for several)", HelpName = "ID" };
        var offline = new Option<bool>("--offline") { Description = "Open no connection" };
        var format = CommonOptions.Format("text", "json", "markdown");
        var command = new Command("diff", "Say what became more or less open between two releases, revisions or reports") { a, b, framework, offline, format, CommonOptions.Output };
        command.SetAction(parse =>
        {
            var knowledge = CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge));
            Report Side(string source) => Stored(source) ?? new AuditUseCase(knowledge, context.Clock, CliContext.Version)
                .Run(new AuditRequest { Source = source, Frameworks = AuditOptions.Split(parse.GetValue(framework)), Offline = parse.GetValue(offline) });
            var diff = ReportDiff.Compare(Side(parse.GetValue(a)!), Side(parse.GetValue(b)!), knowledge);
            context.Write(Render(diff, parse.GetValue(format)!, knowledge, context.Terminal), parse.GetValue(CommonOptions.Output));
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Render(DiffResult diff, string format, DataTable knowledge, Terminal terminal)
    {
        if (format == "json") return FrameworksJson.Write(diff);
        var blocks = new DiffComposer(new MessageCatalog(knowledge)).Compose(diff);
        return format == "markdown" ? MarkdownRenderer.Render(blocks) : TextRenderer.Render(blocks, terminal.Width, terminal.Colors);
    }

    private static Report? Stored(string source)
    {
        if (!source.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || !File.Exists(source)) return null;
        try
        {
            return ReportJson.Read(File.ReadAllText(source));
        }
        catch (JsonException)
        {
            throw AssayException.Usage($"'{source}' is no report of an audit in the format that this version reads; write one with 'assay audit SOURCE --format json -o FILE'");
        }
    }
}
