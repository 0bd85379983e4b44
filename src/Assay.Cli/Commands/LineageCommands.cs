using System.CommandLine;
using Assay.Core;
using Assay.Engine;
using Assay.Reports.Json;
using Assay.Sources;

namespace Assay.Cli.Commands;

/// <summary><c>assay lineage</c>.</summary>
internal static class LineageCommands
{
    public static Command Lineage(CliContext context)
    {
        var sources = new Argument<string[]>("SOURCE|SKETCH") { Description = "Two models or more: folders, weight files, archives, sketches, or any other SOURCE", Arity = ArgumentArity.OneOrMore };
        var format = CommonOptions.Format("text", "json", "html", "dot");
        var offline = new Option<bool>("--offline") { Description = "Open no connection" };
        var command = new Command("lineage", "Who descends from whom, measured from the weights and compared with what is declared") { sources, format, offline, CommonOptions.Output };
        command.SetAction(parse =>
        {
            var request = new SourceRequest { Source = "", Offline = parse.GetValue(offline), Clock = context.Clock };
            var result = LineageUseCase.Run(parse.GetValue(sources)!, request);
            context.Write(LineageJson.Write(result), parse.GetValue(CommonOptions.Output));
            return ExitCodes.Done;
        });
        return command;
    }
}
