using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Audit;

/// <summary>What a release states of the run that made the model, in its own documents and configurations: ids of evidence.</summary>
/// <param name="Seeds">Random seeds of training.</param>
/// <param name="Figures">Tokens and accelerator-hours that documents state, each with what it is stated of.</param>
/// <param name="Model">What tells the released model from others.</param>
public sealed partial record TrainingStatements(IReadOnlyList<string> Seeds, IReadOnlyList<TrainingFigure> Figures, ModelIdentity Model)
{
    /// <summary>Most statements of a kind that are kept: the first say it.</summary>
    private const int Most = 3;

    /// <summary>Nothing is stated.</summary>
    public static TrainingStatements None { get; } = new([], [], new ModelIdentity("", null));

    /// <summary>Reads the statements.</summary>
    public static TrainingStatements Of(ReleaseIndex index, EvidenceLedger ledger) => new(
        [.. index.Own.Where(f => f.Text is not null && !AboutUse().IsMatch(f.Path)).SelectMany(f => Seed(f, ledger)).Distinct(StringComparer.Ordinal).Take(Most)],
        StatedFigures.Of(index),
        ModelIdentity.Of(index));

    /// <summary>What is stated of a quantity for this model.</summary>
    /// <param name="kind">The quantity.</param>
    /// <param name="counted">Parameters counted in the weights, or null.</param>
    public StatedQuantity Of(TrainingQuantity kind, double? counted) => StatedQuantity.Of(Figures, kind, Model with { Counted = counted });

    /// <summary>A statement of the card how much this model was trained on, or null.</summary>
    public Evidence? Unnamed => Figures.FirstOrDefault(f => f.Kind == TrainingQuantity.Tokens && f.Place == 0 && f.Form <= StatedForm.Corpus && f.Of(Model) is SpokenOf.This or SpokenOf.Unnamed)?.Evidence;

    private static IEnumerable<string> Seed(AuditFile file, EvidenceLedger ledger) => file.Role switch
    {
        FileRole.Card or FileRole.Readme or FileRole.Document => Quoted(file, SeedInWords(), ledger),
        FileRole.Config or FileRole.Code or FileRole.Other when AboutTraining().IsMatch(file.Path) => Quoted(file, SeedSetting(), ledger),
        _ => [],
    };

    private static IEnumerable<string> Quoted(AuditFile file, Regex words, EvidenceLedger ledger) =>
        words.Matches(file.Text!.Text).Where(m => !SeedOfUse().IsMatch(m.Value)).Take(Most).Select(m => ledger.Quote(file, file.Text, m.Index, m.Length, "training-statements"));

    [GeneratedRegex(@"\b(?:[Rr]andom [Ss]eeds?\s{1,3}(?:is |was |of |= ?|: ?)?\d|[Ss]eeds?\b[^.\n]{0,60}\b(?:train|pre-?train|initiali|start values|shuffl|data order)[^.\n]{0,60}\d|(?:[Tt]rain|[Pp]re-?train|[Ii]nitiali|[Ss]huffl)[^.\n]{0,60}\bseeds?\b[^.\n]{0,20}\d)|随机种子[^。\n]{0,20}\d")]
    private static partial Regex SeedInWords();

    [GeneratedRegex(@"^[ \t]{0,20}""?(?:[a-z]{1,20}[_.-])?seed""?[ \t]{0,3}[:=][ \t]{0,3}""?\d{1,20}", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex SeedSetting();

    [GeneratedRegex(@"(?:train|config|recipe)", RegexOptions.IgnoreCase)]
    private static partial Regex AboutTraining();

    [GeneratedRegex(@"(?:generat|infer|sampl|demo|eval|test|license)", RegexOptions.IgnoreCase)]
    private static partial Regex AboutUse();

    [GeneratedRegex(@"generat|sampl|temperature|prompt|--seed", RegexOptions.IgnoreCase)]
    private static partial Regex SeedOfUse();
}
