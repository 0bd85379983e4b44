namespace Assay.Licensing;

/// <summary>A stretch of a text that shares rare n-grams with a known text.</summary>
/// <param name="Template">Index of the known text.</param>
/// <param name="Start">First word of the stretch, projected to the start of the known text; not below 0.</param>
/// <param name="End">Word behind the stretch, projected to the end of the known text.</param>
/// <param name="Hits">Different shared n-grams.</param>
/// <param name="Estimate">Estimated number of shared words.</param>
/// <param name="Promise">Estimated shared words minus words that would be missing.</param>
internal readonly record struct Candidate(int Template, int Start, int End, int Hits, int Estimate, int Promise);

/// <summary>Finds candidates over the inverted index of n-grams; time grows with the words and the hits, which are bounded.</summary>
internal sealed class CandidateSearch(FingerprintIndex index, Workspace workspace)
{
    private const int MaxHits = 4_000_000;
    private const double LeastShare = 0.15;
    private const ulong PlaceMask = (1UL << FingerprintFormat.PlaceBits) - 1;
    private const int TemplateShift = 32 + FingerprintFormat.PlaceBits;

    /// <summary>The candidates in a text, best first.</summary>
    public List<Candidate> Find(ReadOnlySpan<uint> words)
    {
        var found = new List<Candidate>();
        var count = Collect(words);
        if (count == 0) return found;
        var hits = workspace.Hits.AsSpan(0, count);
        var ends = Workspace.Room(ref workspace.Ends, index.Count).AsSpan(0, index.Count);
        ends.Clear();
        foreach (var hit in hits) ends[TemplateOf(hit)]++;
        var sum = 0;
        foreach (ref var end in ends) (end, sum) = (sum, sum + end);
        var sorted = Workspace.Room(ref workspace.Sorted, count);
        foreach (var hit in hits) sorted[ends[TemplateOf(hit)]++] = hit;
        for (int t = 0, start = 0; t < ends.Length; start = ends[t++])
        {
            if (ends[t] > start) Clusters(t, sorted.AsSpan(start..ends[t]), words.Length, found);
        }

        found.Sort(static (a, b) => b.Promise != a.Promise ? b.Promise.CompareTo(a.Promise) : a.Template.CompareTo(b.Template));
        return found;
    }

    private static int TemplateOf(ulong hit) => (int)(hit >> TemplateShift);

    private static int PlaceOf(ulong hit) => (int)((hit >> 32) & PlaceMask);

    private static int WordOf(ulong hit) => unchecked((int)(uint)hit);

    /// <summary>Collects the hits, in the order of the text: posting in the upper half, word in the lower.</summary>
    private int Collect(ReadOnlySpan<uint> words)
    {
        var count = 0;
        var filter = index.Filter;
        var buckets = index.Buckets;
        var grams = index.Grams;
        var hits = workspace.Hits;
        for (var q = 0; q + FingerprintFormat.GramWords <= words.Length && count <= MaxHits; q++)
        {
            var gram = FingerprintFormat.Gram(words[q..]);
            var bit = gram & ((1u << FingerprintFormat.FilterBits) - 1);
            if ((filter[(int)(bit >> 3)] & (1 << (int)(bit & 7))) == 0) continue;
            var bucket = (int)(gram >> (32 - FingerprintFormat.BucketBits));
            var entries = grams[(2 * buckets[bucket])..(2 * buckets[bucket + 1])];
            if (count + (entries.Length / 2) > hits.Length)
            {
                Array.Resize(ref workspace.Hits, Math.Max(4096, (2 * count) + entries.Length));
                hits = workspace.Hits;
            }

            for (var e = 0; e + 1 < entries.Length && entries[e] <= gram; e += 2)
            {
                if (entries[e] == gram) hits[count++] = ((ulong)entries[e + 1] << 32) | (uint)q;
            }
        }

        return count;
    }

    private void Clusters(int template, ReadOnlySpan<ulong> hits, int words, List<Candidate> found)
    {
        var indexed = index.GramsOf(template);
        var least = Math.Max(indexed < 12 ? 1 : 2, (int)(LeastShare * indexed));
        if (hits.Length < least) return;
        var length = index.LengthOf(template);
        var gap = 120 + (length / 2);
        var seen = workspace.Places;
        seen.Clear(length);
        var (first, last) = (0, 0);
        for (var i = 0; i <= hits.Length; i++)
        {
            var ends = i == hits.Length || (i > first && (WordOf(hits[i]) - WordOf(hits[last]) > gap || Restarts(hits[i..], hits[last], seen.Count, indexed, length)));
            if (ends)
            {
                if (seen.Count >= least) found.Add(Make(hits[first], hits[last], template, length, words, seen.Count, indexed));
                if (i == hits.Length) return;
                seen.Clear(length);
                first = i;
            }

            seen.Add(PlaceOf(hits[i]));
            last = i;
        }
    }

    /// <summary>Whether hits open another copy of the text: they lie near the text's start, most of the copy before was seen, and what follows agrees.</summary>
    private static bool Restarts(ReadOnlySpan<ulong> hits, ulong last, int seen, int indexed, int length)
    {
        var hit = hits[0];
        if (seen * 2 < indexed || PlaceOf(hit) >= length / 4 || PlaceOf(last) <= length / 2) return false;
        var agree = 0;
        var ahead = Math.Min(10, hits.Length);
        for (var i = 1; i < ahead; i++) agree += Math.Abs((WordOf(hits[i]) - PlaceOf(hits[i])) - (WordOf(hit) - PlaceOf(hit))) <= 24 + (length / 8) ? 1 : 0;
        return agree * 2 >= ahead - 1;
    }

    private static Candidate Make(ulong first, ulong last, int template, int length, int words, int seen, int indexed)
    {
        var slack = 24 + (length / 8);
        var start = Math.Max(0, WordOf(first) - PlaceOf(first) - slack);
        var end = Math.Min(words, WordOf(last) + (length - PlaceOf(last)) + slack);
        var estimate = (int)Math.Min(length, (long)length * seen / Math.Max(1, indexed));
        return new Candidate(template, start, Math.Max(end, start + 1), seen, estimate, (2 * estimate) - length);
    }
}
