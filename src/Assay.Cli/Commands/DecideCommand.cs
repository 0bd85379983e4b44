using System.CommandLine;
using Assay.Core;
using Assay.Economics;
using Assay.Engine;
using Assay.Reports.Economics;
using Assay.Reports.Html;
using Assay.Reports.Json;

namespace Assay.Cli.Commands;

/// <summary><c>assay decide SCENARIO</c>: which option is best, how sure that is, and what to measure next.</summary>
internal static class DecideCommand
{
    private static readonly Argument<string?> File = new("SCENARIO") { Description = "A scenario (YAML); 'assay decide --init' writes one", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> Init = new("--init") { Description = "Write a commented scenario" };
    private static readonly Option<string?> Prices = new("--prices") { Description = "Prices that replace those of the knowledge (YAML)", HelpName = "FILE" };
    private static readonly Option<string?> Calibrate = new("--calibrate") { Description = "Own benchmark rows (JSON lines)", HelpName = "FILE" };
    private static readonly Option<string> Format = CommonOptions.Format("text", "json", "html");

    public static Command Create(CliContext context)
    {
        var command = new Command("decide", "Weigh options of a scenario: constraints, cost, value, uncertainty, and what to measure next") { File };
        foreach (var option in new Option[] { Init, Prices, Calibrate, Format, CommonOptions.Output }) command.Options.Add(option);
        command.SetAction(parse => Run(context, parse));
        return command;
    }

    private static int Run(CliContext context, ParseResult parse)
    {
        var output = parse.GetValue(CommonOptions.Output);
        if (parse.GetValue(Init))
        {
            context.Write(ScenarioTemplate.Text, output);
            return ExitCodes.Done;
        }

        if (parse.GetValue(File) is not { } file) throw AssayException.Usage("'decide' needs a scenario; 'assay decide --init -o scenario.yaml' writes one");
        var knowledge = CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge));
        var result = new DecideUseCase(knowledge, context.Clock, CliContext.Version).Decide(file, parse.GetValue(Prices), parse.GetValue(Calibrate));
        context.Write(Render(result, parse.GetValue(Format)!, knowledge, context.Terminal.Width), output);
        return ExitCodes.Done;
    }

    private static string Render(DecideResult result, string format, DataTable knowledge, int width) => format switch
    {
        "json" => DecideJson.Write(result),
        "html" => DecideHtml.Render(result, new HtmlRenderer(new MessageCatalog(knowledge))),
        _ => DecideText.Render(result, width),
    };
}
