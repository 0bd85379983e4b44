using System.Buffers;
using System.Runtime.InteropServices;

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
internal static class CandidateSearch
{
    private const int MaxHits = 4_000_000;
    private const double LeastShare = 0.15;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Hit(int Template, int Place, int Word);

    /// <summary>The candidates in a text, best first.</summary>
    public static List<Candidate> Find(FingerprintIndex index, ReadOnlySpan<uint> words)
    {
        var hits = Hits(index, words);
        var found = new List<Candidate>();
        if (hits.Count == 0) return found;
        var counts = new int[index.Count + 1];
        foreach (var hit in hits) counts[hit.Template + 1]++;
        for (var i = 1; i < counts.Length; i++) counts[i] += counts[i - 1];
        var sorted = ArrayPool<Hit>.Shared.Rent(hits.Count);
        var next = counts.AsSpan(0, index.Count).ToArray();
        foreach (var hit in hits) sorted[next[hit.Template]++] = hit;
        var seen = new PlaceSet();
        for (var t = 0; t < index.Count; t++)
        {
            if (counts[t + 1] > counts[t]) Clusters(index, t, sorted.AsSpan(counts[t], counts[t + 1] - counts[t]), words.Length, seen, found);
        }

        ArrayPool<Hit>.Shared.Return(sorted);
        found.Sort(static (a, b) => b.Promise != a.Promise ? b.Promise.CompareTo(a.Promise) : a.Template.CompareTo(b.Template));
        return found;
    }

    private static List<Hit> Hits(FingerprintIndex index, ReadOnlySpan<uint> words)
    {
        var hits = new List<Hit>(Math.Min(words.Length + 16, 1 << 16));
        var filter = index.Filter;
        var buckets = index.Buckets;
        var grams = index.Grams;
        for (var q = 0; q + FingerprintFormat.GramWords <= words.Length; q++)
        {
            var gram = FingerprintFormat.Gram(words[q..]);
            var bit = gram & ((1u << FingerprintFormat.FilterBits) - 1);
            if ((filter[(int)(bit >> 3)] & (1 << (int)(bit & 7))) == 0) continue;
            var bucket = (int)(gram >> (32 - FingerprintFormat.BucketBits));
            for (var e = buckets[bucket]; e < buckets[bucket + 1]; e++)
            {
                if (grams[2 * e] != gram) continue;
                var posting = grams[(2 * e) + 1];
                hits.Add(new Hit((int)(posting >> FingerprintFormat.PlaceBits), (int)(posting & ((1u << FingerprintFormat.PlaceBits) - 1)), q));
            }

            if (hits.Count > MaxHits) break;
        }

        return hits;
    }

    private static void Clusters(FingerprintIndex index, int template, ReadOnlySpan<Hit> hits, int words, PlaceSet seen, List<Candidate> found)
    {
        var indexed = index.GramsOf(template);
        var length = index.LengthOf(template);
        var least = Math.Max(indexed < 12 ? 1 : 2, (int)(LeastShare * indexed));
        if (hits.Length < least) return;
        var gap = 120 + (length / 2);
        seen.Clear(length);
        var (first, last) = (0, 0);
        for (var i = 0; i <= hits.Length; i++)
        {
            var ends = i == hits.Length || (i > first && (hits[i].Word - hits[last].Word > gap || Restarts(hits[i..], hits[last], seen.Count, indexed, length)));
            if (ends)
            {
                if (seen.Count >= least) found.Add(Make(hits[first], hits[last], template, length, words, seen.Count, indexed));
                if (i == hits.Length) return;
                seen.Clear(length);
                first = i;
            }

            seen.Add(hits[i].Place);
            last = i;
        }
    }

    /// <summary>Whether hits open another copy of the text: they lie near the text's start, most of the copy before was seen, and what follows agrees.</summary>
    private static bool Restarts(ReadOnlySpan<Hit> hits, Hit last, int seen, int indexed, int length)
    {
        var hit = hits[0];
        if (seen * 2 < indexed || hit.Place >= length / 4 || last.Place <= length / 2) return false;
        var agree = 0;
        var ahead = Math.Min(10, hits.Length);
        for (var i = 1; i < ahead; i++) agree += Math.Abs((hits[i].Word - hits[i].Place) - (hit.Word - hit.Place)) <= 24 + (length / 8) ? 1 : 0;
        return agree * 2 >= ahead - 1;
    }

    private static Candidate Make(Hit first, Hit last, int template, int length, int words, int seen, int indexed)
    {
        var slack = 24 + (length / 8);
        var start = Math.Max(0, first.Word - first.Place - slack);
        var end = Math.Min(words, last.Word + (length - last.Place) + slack);
        var estimate = (int)Math.Min(length, (long)length * seen / Math.Max(1, indexed));
        return new Candidate(template, start, Math.Max(end, start + 1), seen, estimate, (2 * estimate) - length);
    }

    /// <summary>A set of places that is emptied without touching its memory.</summary>
    private sealed class PlaceSet
    {
        private int[] _stamps = [];
        private int _round;

        public int Count { get; private set; }

        public void Clear(int size)
        {
            if (_stamps.Length < size) _stamps = new int[Math.Max(size, 2 * _stamps.Length)];
            _round++;
            Count = 0;
        }

        public void Add(int place)
        {
            if (_stamps[place] == _round) return;
            _stamps[place] = _round;
            Count++;
        }
    }
}
