using Assay.Core;

namespace Assay.Licensing;

/// <summary>One rule of the cue grammar: a sentence with one of the cues, with the further cues, and without the excluding ones, bears out a value.</summary>
internal sealed class ClauseRule
{
    /// <summary>Id within its file.</summary>
    public required string Id { get; init; }

    /// <summary>The value that the rule bears out.</summary>
    public required string Value { get; init; }

    /// <summary>How sure it is.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>One of these must match.</summary>
    public required IReadOnlyList<CuePattern> Match { get; init; }

    /// <summary>Where there are any, one of these must match too.</summary>
    public required IReadOnlyList<CuePattern> With { get; init; }

    /// <summary>None of these may match in the sentence itself.</summary>
    public required IReadOnlyList<CuePattern> Unless { get; init; }

    /// <summary>None of these may match in the sentence or in the lead of its list.</summary>
    public required IReadOnlyList<CuePattern> Guards { get; init; }

    /// <summary>Where there are any, one of these must match somewhere in the text.</summary>
    public required IReadOnlyList<CuePattern> Needs { get; init; }

    /// <summary>Kinds of sentences that it does not look at.</summary>
    public required SentenceKind Skip { get; init; }

    /// <summary>Whether it looks at definitions only.</summary>
    public required bool DefinitionsOnly { get; init; }

    /// <summary>Sentences that it must match.</summary>
    public required IReadOnlyList<string> Matches { get; init; }

    /// <summary>Sentences that it must not match.</summary>
    public required IReadOnlyList<string> Rejects { get; init; }

    /// <summary>Where the rule matches in a sentence, or null.</summary>
    /// <param name="hits">The literals found in the sentence with its lead.</param>
    /// <param name="sentence">The sentence.</param>
    public (int Start, int End)? In(CueHits hits, Sentence sentence)
    {
        if ((sentence.Kind & Skip) != SentenceKind.Operative || (DefinitionsOnly && !sentence.Kind.HasFlag(SentenceKind.Definition))) return null;
        var found = First(Match, hits, sentence.Shift);
        if (found is null) return null;
        if (With.Count > 0 && First(With, hits) is null) return null;
        return First(Guards, hits) is not null || First(Unless, hits, sentence.Shift) is not null ? null : found;
    }

    /// <summary>First match of any of the cues.</summary>
    internal static (int Start, int End)? First(IReadOnlyList<CuePattern> patterns, CueHits hits, int from = 0)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Match(hits, from) is { } found) return found;
        }

        return null;
    }
}
