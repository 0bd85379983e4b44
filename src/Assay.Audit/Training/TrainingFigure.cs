using Assay.Core;

namespace Assay.Audit;

/// <summary>A quantity of the run that made a model.</summary>
public enum TrainingQuantity
{
    /// <summary>Tokens that were trained on.</summary>
    Tokens,

    /// <summary>Accelerator-hours.</summary>
    GpuHours,
}

/// <summary>How a document states a quantity, the surest first.</summary>
public enum StatedForm
{
    /// <summary>In a table whose row or column names a model.</summary>
    Table,

    /// <summary>In words that speak of the training itself.</summary>
    Training,

    /// <summary>As the size of the data.</summary>
    Corpus,

    /// <summary>Of a part of the training: a stage, a continuation, a tuning.</summary>
    Part,

    /// <summary>As a sum over several models, or a bound for several.</summary>
    Sum,
}

/// <summary>A quantity that a document states.</summary>
/// <param name="Kind">The quantity.</param>
/// <param name="Low">The lowest value.</param>
/// <param name="High">The highest value.</param>
/// <param name="Form">How it is stated.</param>
/// <param name="Evidence">The quote, not yet among the evidence of the report.</param>
public sealed record TrainingFigure(TrainingQuantity Kind, double Low, double High, StatedForm Form, Evidence Evidence)
{
    /// <summary>The label of its row or column, or the sentence, without the figure itself.</summary>
    public string About { get; init; } = "";

    /// <summary>What stands before the verb of the sentence; null for a table.</summary>
    public string? Subject { get; init; }

    /// <summary>Path of the section.</summary>
    public string Section { get; init; } = "";

    /// <summary>The accelerator that is named with it, or null.</summary>
    public string? Accelerator { get; init; }

    /// <summary>0 for the card, 1 for the README of another artifact, 2 for other documents.</summary>
    public int Place { get; init; }

    /// <summary>Whether it is the run time of an estimate of emissions, as the usual calculator asks for it.</summary>
    public bool OfEmissions { get; init; }

    /// <summary>Of which model it speaks.</summary>
    public SpokenOf Of(ModelIdentity model) => model.IsOtherSection(Section) ? SpokenOf.Other : Subject is null ? model.OfLabel(About) : model.OfSentence(About, Subject);
}

/// <summary>What a release states of one quantity of its training.</summary>
/// <param name="Low">The lowest value that is stated for this model; null where none can be taken.</param>
/// <param name="High">The highest.</param>
/// <param name="Figures">The figures it rests on; where none can be taken, those that could not be.</param>
public sealed record StatedQuantity(double? Low, double? High, IReadOnlyList<TrainingFigure> Figures)
{
    /// <summary>Most figures that are told.</summary>
    private const int Most = 3;

    /// <summary>
    /// Takes the figure of this model: a table or words that name it before words on the training, those before the size of the data, the card before other documents.
    /// Figures of the same standing that differ are a range; a part, a sum over models or another model's figure is never taken.
    /// </summary>
    public static StatedQuantity Of(IEnumerable<TrainingFigure> all, TrainingQuantity kind, ModelIdentity model)
    {
        var spoken = all.Where(f => f.Kind == kind).Select(f => (Figure: f, Of: f.Of(model))).Where(f => f.Of != SpokenOf.Other).ToList();
        var usable = spoken.Where(f => f.Figure.Form < StatedForm.Part && (f.Of != SpokenOf.Several || f.Figure.Form == StatedForm.Training)).ToList();
        if (usable.Count == 0) return new StatedQuantity(null, null, [.. spoken.Select(f => f.Figure).OrderByDescending(f => f.High).Take(Most)]);
        var best = usable.GroupBy(Standing).MinBy(g => g.Key)!.Select(f => f.Figure).ToList();
        var (low, high) = (best.Min(f => f.Low), best.Max(f => f.High));
        return new StatedQuantity(low, high, [.. best.OrderBy(f => f.Low).DistinctBy(f => (f.Low, f.High)).Take(Most)]);
    }

    private static (bool Several, StatedForm Form, bool Unnamed, int Place) Standing((TrainingFigure Figure, SpokenOf Of) f) =>
        (f.Of == SpokenOf.Several, f is { Of: SpokenOf.This, Figure.Form: StatedForm.Training } ? StatedForm.Table : f.Figure.Form, f.Of == SpokenOf.Unnamed, f.Of == SpokenOf.This ? 0 : f.Figure.Place);
}
