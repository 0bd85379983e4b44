using System.CommandLine;
using Assay.Core;
using Assay.Engine;
using Assay.Reports.Json;
using Assay.Reports.Weights;
using Assay.Sources;
using Assay.Weights;

namespace Assay.Cli.Commands;

/// <summary><c>assay weights show</c>.</summary>
internal static class WeightsCommands
{
    public static Command Create(CliContext context) => new("weights", "Weight files: what they hold, without running any of it") { Show(context) };

    private static Command Show(CliContext context)
    {
        var source = new Argument<string>("SOURCE") { Description = "A weight file, a folder, an archive, or any other SOURCE" };
        var format = CommonOptions.Format("text", "json");
        var tensors = new Option<bool>("--tensors") { Description = "List the tensors one by one" };
        var offline = new Option<bool>("--offline") { Description = "Open no connection" };
        var maxHeader = new Option<long?>("--max-header") { Description = "Longest header of a safetensors file in bytes", HelpName = "BYTES" };
        var maxTensors = new Option<int?>("--max-tensors") { Description = "Most tensors in one file", HelpName = "N" };
        var command = new Command("show", "Containers, tensors, parameters, types and unsafe content") { source, format, tensors, offline, maxHeader, maxTensors, CommonOptions.Output };
        command.SetAction(parse =>
        {
            var limits = WeightLimits.Default;
            if (parse.GetValue(maxHeader) is { } bytes) limits = limits with { MaxHeaderBytes = bytes };
            if (parse.GetValue(maxTensors) is { } count) limits = limits with { MaxTensors = count };
            var request = new SourceRequest { Source = parse.GetValue(source)!, Offline = parse.GetValue(offline), Clock = context.Clock };
            var show = WeightsInspection.Show(request, limits, parse.GetValue(tensors));
            context.Write(parse.GetValue(format) == "json" ? WeightsShowJson.Write(show) : WeightsShowText.Write(show), parse.GetValue(CommonOptions.Output));
            return show.Accepted ? ExitCodes.Done : ExitCodes.SourceNotRead;
        });
        return command;
    }
}
