using System.CommandLine;
using System.Text;
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
        var maxPickle = new Option<long?>("--max-pickle") { Description = "Longest pickle in bytes; the most opcodes follow from it", HelpName = "BYTES" };
        var command = new Command("show", "Containers, tensors, parameters, types and unsafe content") { source, format, tensors, offline, maxHeader, maxTensors, maxPickle, CommonOptions.Output };
        command.SetAction(parse =>
        {
            var limits = WeightLimits.Default;
            if (parse.GetValue(maxHeader) is { } bytes) limits = limits with { MaxHeaderBytes = bytes };
            if (parse.GetValue(maxTensors) is { } count) limits = limits with { MaxTensors = count };
            if (parse.GetValue(maxPickle) is { } pickle) limits = limits with { MaxPickleBytes = pickle, MaxOpcodes = (int)Math.Clamp(pickle / 3, limits.MaxOpcodes, int.MaxValue) };
            var request = new SourceRequest { Source = parse.GetValue(source)!, Offline = parse.GetValue(offline), Clock = context.Clock };
            var show = WeightsInspection.Show(request, limits, parse.GetValue(tensors));
            var json = parse.GetValue(format) == "json";
            context.Write(stream => Write(show, json, stream), parse.GetValue(CommonOptions.Output));
            return show.Accepted ? ExitCodes.Done : ExitCodes.SourceNotRead;
        });
        return command;
    }

    private static void Write(WeightsShow show, bool json, Stream to)
    {
        if (json)
        {
            WeightsShowJson.Write(show, to);
            return;
        }

        using var text = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        WeightsShowText.Write(show, text);
    }
}
