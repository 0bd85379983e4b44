namespace Assay.Licensing;

/// <summary>
/// A cue: literals in order, each following the one before it directly or within a gap. Written as
/// <c>(shall not|may not) ~80 (train|improve*) ~60 model*</c>: alternatives in parentheses, <c>~N</c> a gap of at most N characters, <c>~!N</c> one without a negation in it,
/// a star lets a word go on, a question mark behind a group makes it optional, <c>$name</c> is a named set of alternatives.
/// </summary>
internal sealed class CuePattern(IReadOnlyList<CuePattern.Step> steps)
{
    private const int Adjacent = 3;

    /// <summary>One place of the pattern.</summary>
    /// <param name="Literals">Numbers of the alternatives.</param>
    /// <param name="Gap">Most characters before it, or null where it follows directly.</param>
    /// <param name="Optional">Whether it may be missing.</param>
    /// <param name="Affirmed">Whether no negation may stand in the gap.</param>
    internal sealed record Step(int[] Literals, int? Gap, bool Optional, bool Affirmed = false);

    /// <summary>Its places, in order.</summary>
    public IReadOnlyList<Step> Steps => steps;

    /// <summary>First place where the cue matches and ends behind a position, or null.</summary>
    public (int Start, int End)? Match(CueHits hits, int from = 0)
    {
        List<(int Start, int End)>? reached = null;
        foreach (var step in steps)
        {
            var next = Advance(reached, step, hits);
            if (step.Optional && reached is not null) next.AddRange(reached);
            if (next.Count == 0 && !step.Optional) return null;
            reached = next;
        }

        (int Start, int End)? first = null;
        foreach (var place in reached ?? [])
        {
            if (place.End > from && (first is null || Ahead(place, first.Value, from))) first = place;
        }

        return first;
    }

    // The earliest place, but one that reaches into the sentence itself before one that lies in the lead.
    private static bool Ahead((int Start, int End) a, (int Start, int End) b, int from) => (a.End <= from, a.Start, a.End).CompareTo((b.End <= from, b.Start, b.End)) < 0;

    private static List<(int Start, int End)> Advance(List<(int Start, int End)>? reached, Step step, CueHits hits)
    {
        var next = new List<(int Start, int End)>();
        foreach (var literal in step.Literals)
        {
            foreach (var (_, start, end) in hits.Of(literal))
            {
                if (reached is null) next.Add((start, end));
                else if (Latest(reached, start, step, hits.Text) is { } from) next.Add((from, end));
            }
        }

        if (next.Count > MaxPlaces) next.RemoveRange(MaxPlaces, next.Count - MaxPlaces);
        return next;
    }

    private const int MaxPlaces = 64;

    private static int? Latest(List<(int Start, int End)> reached, int start, Step step, string text)
    {
        var gap = step.Gap;
        int? best = null;
        foreach (var (from, end) in reached)
        {
            var between = start - end;
            if (between < 0 || between > (gap ?? Adjacent)) continue;
            if (gap is null && text.AsSpan(end, between).ContainsAnyInRange('0', '9')) continue;
            if (gap is null && !Plain(text.AsSpan(end, between))) continue;
            if (step.Affirmed && Negated(text.AsSpan(end, between))) continue;
            if (best is null || from > best) best = from;
        }

        return best;
    }

    private static bool Negated(ReadOnlySpan<char> between)
    {
        if (between.StartsWith("'t ", StringComparison.Ordinal)) return true;
        foreach (var negation in (ReadOnlySpan<string>)[" not ", " not:", " not,", "n't ", " never ", " no ", " nor ", "不", "禁止", "未"])
        {
            if (between.Contains(negation, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private static bool Plain(ReadOnlySpan<char> between)
    {
        foreach (var c in between)
        {
            if (char.IsLetterOrDigit(c)) return false;
        }

        return true;
    }
}
