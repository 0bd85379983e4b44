using System.Globalization;
using Assay.Core;

namespace Assay.Economics;

/// <summary>Plans the training that an option needs by the sizing engine: hours with their measured error, and whether it fits.</summary>
internal sealed class TrainingPlanner(Sizer sizer, Scenario scenario, MessageCatalog messages)
{
    private const double TenToNinety = 2 * 1.2816;

    /// <summary>Plans one option.</summary>
    /// <param name="option">The option.</param>
    /// <param name="release">Shape of its release, or null.</param>
    /// <returns>The option with its planned training, why it cannot be run, and notes.</returns>
    public (ScenarioOption Option, string? Why, IReadOnlyList<string> Notes) Plan(ScenarioOption option, ModelShape? release)
    {
        if (option.Training is not { } terms) return (option, null, []);
        var tokens = scenario.Inputs.BaseRow()[terms.Tokens];
        var model = terms.Model.Length > 0 ? terms.Model : option.Hosting is { Shape: null, Model.Length: > 0 } hosting ? hosting.Model : "";
        var answer = sizer.Answer(Request(terms, model, model.Length > 0 ? null : release, tokens));
        if (terms.Hours is { } own) return (option with { Planned = new TrainingCost(terms, own, false) }, null, Overriding(option, answer));
        if (answer is null) return (option, messages["decide.training-model", ("model", model)], []);
        if (answer.Fit is { Fits: false } fit) return (option, messages["decide.training-fits-not", ("hardware", answer.Hardware ?? terms.Gpu), ("least", fit.MinGpus?.ToString(CultureInfo.InvariantCulture) ?? "> 128")], []);
        if (answer.GpuHours is not { Low: > 0 } hours) return (option, messages["decide.training-unknown", ("basis", answer.Basis)], []);
        var slot = scenario.Inputs.Add(new Input
        {
            Name = $"{option.Name}.training.hours a token",
            Distribution = new Distribution.LogNormal(hours.Mid / tokens, Math.Clamp(Math.Log(hours.High / hours.Low) / TenToNinety, 1e-6, 5)),
            Unit = "GPU-hours/token",
            Source = answer.Basis,
            Date = scenario.AsOf,
            Line = option.Node.Line,
        });
        return (option with { Planned = new TrainingCost(terms, slot, true) }, null, [.. answer.Caveats.Select(c => $"{option.Name}: {c}")]);
    }

    private static SizeRequest Request(TrainingTerms terms, string model, ModelShape? shape, double tokens) => new()
    {
        Ask = terms.Method == TrainingMethod.Pretrain ? SizeAsk.Train : SizeAsk.FineTune,
        Model = model,
        Shape = shape,
        Gpu = terms.Gpu,
        Gpus = terms.Gpus,
        Tokens = tokens,
        Method = terms.Method switch { TrainingMethod.QLora => TuneMethod.QLora, TrainingMethod.Full => TuneMethod.Full, _ => TuneMethod.Lora },
        SequenceLength = terms.Sequence,
        MicroBatch = terms.Batch,
        Rank = terms.Rank,
    };

    private IReadOnlyList<string> Overriding(ScenarioOption option, SizeResult? answer) => answer?.GpuHours is { } hours
        ? [messages["decide.hours-override", ("option", option.Name), ("hours", Numbers.Text(hours.Mid))]]
        : [];
}
