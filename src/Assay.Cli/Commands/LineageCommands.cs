using System.CommandLine;
using Assay.Core;
using Assay.Engine;
using Assay.Reports.Json;
using Assay.Reports.Lineage;
using Assay.Sources;

namespace Assay.Cli.Commands;

/// <summary><c>assay lineage</c> and <c>assay sketch</c>.</summary>
internal static class LineageCommands
{
    public static Command Lineage(CliContext context)
    {
        var sources = new Argument<string[]>("SOURCE|SKETCH") { Description = "Two models or more: folders, weight files, archives, sketches, or any other SOURCE", Arity = ArgumentArity.OneOrMore };
        var format = CommonOptions.Format("text", "json", "html", "dot");
        var offline = new Option<bool>("--offline") { Description = "Open no connection" };
        var command = new Command("lineage", "Who descends from whom, measured from the weights and compared with what is declared") { sources, format, offline, CommonOptions.Output, CommonOptions.Knowledge };
        command.SetAction(parse =>
        {
            var request = new SourceRequest { Source = "", Offline = parse.GetValue(offline), Clock = context.Clock };
            var result = LineageUseCase.Run(parse.GetValue(sources)!, request, CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge)));
            context.Write(Render(result, parse.GetValue(format)!), parse.GetValue(CommonOptions.Output));
            return ExitCodes.Done;
        });
        return command;
    }

    public static Command Sketch(CliContext context)
    {
        var source = new Argument<string>("SOURCE") { Description = "A folder, a weight file, an archive, or any other SOURCE" };
        var output = new Option<string>("-o", "--output") { Description = "Write the sketch to this file", HelpName = "FILE", Required = true };
        var noDigest = new Option<bool>("--no-digest") { Description = "Do not make the SHA-256 of the files: faster" };
        var offline = new Option<bool>("--offline") { Description = "Open no connection" };
        var command = new Command("sketch", "A small fingerprint of weights, for comparing models without them") { source, output, noDigest, offline };
        command.SetAction(parse =>
        {
            var request = new SourceRequest { Source = parse.GetValue(source)!, Offline = parse.GetValue(offline), Clock = context.Clock };
            var summary = LineageUseCase.Sketch(request, !parse.GetValue(noDigest), parse.GetValue(output)!);
            context.Terminal.Result(summary + "\n");
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Render(LineageResult result, string format) => format switch
    {
        "json" => LineageJson.Write(result),
        "html" => LineageHtml.Write(result),
        "dot" => LineageDot.Write(result),
        _ => LineageText.Write(result),
    };
}
