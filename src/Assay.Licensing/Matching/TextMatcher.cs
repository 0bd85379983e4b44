namespace Assay.Licensing;

/// <summary>Finds the known texts in a text at hand: candidates, alignments, and the choice among them.</summary>
internal sealed class TextMatcher(IReadOnlyList<FingerprintIndex> indexes)
{
    private const int AlignmentsPerPlace = 6;

    /// <summary>The texts found, in the order of their places; those that explain the same place nearly as well follow the best one.</summary>
    public List<TextHit> Find(TextView view)
    {
        var aligned = new List<AlignedText>();
        foreach (var index in indexes) AlignAll(index, view, aligned);
        aligned.Sort(static (a, b) => Order(a, b));
        var chosen = new List<TextHit>();
        foreach (var one in aligned.OrderBy(a => IsEnough(a) ? 0 : 1))
        {
            if (Overlapping(chosen, one) is { } better)
            {
                if (IsEnough(one) && IsRival(better.Best, one)) Join(better, one);
            }
            else
            {
                chosen.Add(new TextHit(one) { IsKin = !IsEnough(one) });
            }
        }

        chosen.Sort(static (a, b) => a.Best.Start != b.Best.Start ? a.Best.Start.CompareTo(b.Best.Start) : a.Best.Template.Index.CompareTo(b.Best.Template.Index));
        return chosen;
    }

    private static void AlignAll(FingerprintIndex index, TextView view, List<AlignedText> aligned)
    {
        var aligner = new TextAligner(view);
        var tried = new List<(Candidate Candidate, AlignedText? Aligned)>();
        foreach (var candidate in new CandidateSearch(index, view.Workspace).Find(view.Words))
        {
            if (IsHopeless(candidate, index, tried)) continue;
            var one = aligner.Align(index.Template(candidate.Template), candidate.Start, candidate.End);
            tried.Add((candidate, one));
            if (one is not null && (IsEnough(one) || IsKin(one)) && !IsCrumb(one, view)) aligned.Add(one);
        }
    }

    /// <summary>Whether a better one already explains the place, or enough were tried there.</summary>
    private static bool IsHopeless(Candidate candidate, FingerprintIndex index, List<(Candidate Candidate, AlignedText? Aligned)> tried)
    {
        var there = 0;
        for (var i = tried.Count - 1; i >= 0; i--)
        {
            var (other, aligned) = tried[i];
            var shared = Math.Min(aligned?.End ?? other.End, candidate.End) - Math.Max(aligned?.Start ?? other.Start, candidate.Start);
            if (2 * shared < candidate.End - candidate.Start) continue;
            if (aligned is not null && CannotBeat(candidate, aligned, index.LengthOf(candidate.Template))) return true;
            if (++there >= AlignmentsPerPlace) return true;
        }

        return false;
    }

    /// <summary>Whether the estimates of a candidate leave no way to a better score than that of an alignment of the same place.</summary>
    private static bool CannotBeat(Candidate candidate, AlignedText aligned, int length)
    {
        if (aligned.Edits.Count == 0) return aligned.Matched >= length || candidate.Estimate * 10 < aligned.Matched * 9 || candidate.Promise * 2 < aligned.Matched;
        return aligned.EditWords * 20 < aligned.Matched && candidate.Promise * 2 < aligned.Score;
    }

    private static bool IsEnough(AlignedText one) => one.Coverage >= LeastCoverage(one.Required) && one.Score > 0;

    /// <summary>Whether a text shares whole paragraphs with a long known one without being a copy of it.</summary>
    private static bool IsKin(AlignedText one) => one.Required >= 300 && one.Coverage is >= 0.25 && one.Matched >= 150;

    /// <summary>Whether a text of a sentence or two is a small part of a long one: such words are said for many reasons.</summary>
    private static bool IsCrumb(AlignedText one, TextView view) => one.Required < 20 && one.Matched * 10 < view.Words.Length;

    /// <summary>Share of a known text that must be there for its name: more of a short one, whose words are more common.</summary>
    private static double LeastCoverage(int words) => words switch { < 40 => 0.85, < 120 => 0.72, < 320 => 0.6, _ => 0.5 };

    private static int Order(AlignedText a, AlignedText b)
    {
        if (a.Score != b.Score) return b.Score.CompareTo(a.Score);
        if (a.Edits.Count != b.Edits.Count) return a.Edits.Count.CompareTo(b.Edits.Count);
        if (a.Template.Length != b.Template.Length) return a.Template.Length.CompareTo(b.Template.Length);
        return a.Template.Index.CompareTo(b.Template.Index);
    }

    private static TextHit? Overlapping(List<TextHit> chosen, AlignedText one)
    {
        foreach (var hit in chosen)
        {
            var shared = Math.Min(hit.Best.End, one.End) - Math.Max(hit.Best.Start, one.Start);
            if (shared * 4 > one.End - one.Start || shared * 4 > hit.Best.End - hit.Best.Start) return hit;
        }

        return null;
    }

    /// <summary>Whether a text explains an altered place about as well as the best one: nearly the same score, or all of its own and most of the place.</summary>
    private static bool IsRival(AlignedText best, AlignedText other)
    {
        var (id, otherId) = (best.Template.Ids[0], other.Template.Ids[0]);
        if (best.Edits.Count == 0 || Math.Abs(other.Start - best.Start) >= 40 || string.Equals(id, otherId, StringComparison.Ordinal)) return false;
        if (other.Edits.Count == 0 && other.Matched * 20 >= best.Matched * 17) return true;
        return other.Score * 1000L >= best.Score * (IsGeneral(otherId, id) ? 960L : 997L);
    }

    /// <summary>Whether an id is that of which the other is a variant: BSD-3-Clause and BSD-3-Clause-HP.</summary>
    private static bool IsGeneral(string id, string variant) => variant.Length > id.Length && variant.StartsWith(id, StringComparison.Ordinal) && variant[id.Length] is '-' or '.';

    /// <summary>Adds a rival to a place; one that is there in full, or of which the other is a variant, takes the place alone or comes first.</summary>
    private static void Join(TextHit hit, AlignedText rival)
    {
        if (IsGeneral(rival.Template.Ids[0], hit.Best.Template.Ids[0]) && rival.Score * 100 >= hit.Best.Score * 96) hit.Replace(rival);
        else if (IsGeneral(hit.Best.Template.Ids[0], rival.Template.Ids[0])) return;
        else hit.Join(rival);
    }
}

/// <summary>A place where a known text was found, with rivals that explain it nearly as well.</summary>
internal sealed class TextHit(AlignedText best)
{
    public AlignedText Best { get; private set; } = best;

    public List<AlignedText> Rivals { get; } = [];

    /// <summary>Whether the text only shares paragraphs with the known one: a relative, no copy.</summary>
    public bool IsKin { get; init; }

    /// <summary>Puts another text in the place of all others.</summary>
    public void Replace(AlignedText other)
    {
        Rivals.Clear();
        Best = other;
    }

    /// <summary>Adds a rival; one that is there in full, with words added around it, comes first.</summary>
    public void Join(AlignedText rival)
    {
        if (rival.Edits.Count == 0 && Best.Edits.Count > 0)
        {
            Rivals.Clear();
            (Best, rival) = (rival, Best);
        }

        if (Rivals.Count == 0) Rivals.Add(rival);
    }
}
