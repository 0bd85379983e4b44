using System.CommandLine;
using Assay.Core;
using Assay.Economics;
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
        var training = new TrainingOptions();
        training.AddTo(command);
        var gpu = new Option<string?>("--gpu") { Description = "Accelerator, such as h100_sxm", HelpName = "ID" };
        var tokens = new Option<double?>("--tokens") { Description = "Training tokens, where you know better than the release", HelpName = "N" };
        foreach (var option in new Option[] { gpu, tokens, format, CommonOptions.Output }) command.Options.Add(option);
        command.SetAction(parse =>
        {
            var knowledge = CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge));
            var report = new AuditUseCase(knowledge, context.Clock, CliContext.Version).Run(options.Read(parse) with { Rebuild = Plan(knowledge, training.Read(parse), parse.GetValue(gpu), parse.GetValue(tokens)) });
            var text = parse.GetValue(format) == "json"
                ? RebuildJson.Write(report.Rebuild!)
                : TextRenderer.Render(new RebuildComposer(new MessageCatalog(knowledge)).Compose(report), context.Terminal.Width, context.Terminal.Colors);
            context.Write(text, parse.GetValue(CommonOptions.Output));
            return ExitCodes.Done;
        });
        return command;
    }

    private static RebuildPlan Plan(DataTable knowledge, TrainingPlan training, string? gpu, double? tokens)
    {
        var hardware = HardwareCatalog.Load(knowledge);
        if (gpu is not null && hardware.Find(gpu) is not { TrainingMeasured: true }) throw AssayException.Usage($"no training on an accelerator '{gpu}' is known; known are {string.Join(", ", hardware.All.Where(a => a.TrainingMeasured).Select(a => a.Id))}");
        return tokens is null or (> 0 and <= SizeRows.Largest) ? new RebuildPlan(training, gpu, tokens) : throw AssayException.Usage("--tokens takes a positive number of training tokens, such as 15e12");
    }
}
