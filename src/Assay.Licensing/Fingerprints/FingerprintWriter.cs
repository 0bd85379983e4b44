using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Assay.Licensing;

/// <summary>Writes fingerprints into one file.</summary>
public static class FingerprintWriter
{
    /// <summary>The bytes of a fingerprint file.</summary>
    /// <param name="fingerprints">The texts; those with the same words are joined.</param>
    /// <exception cref="ArgumentException">There are more than 4,095 different texts, or more than 65,536 different words.</exception>
    public static byte[] Write(IEnumerable<TextFingerprint> fingerprints)
    {
        var texts = Distinct(fingerprints);
        if (texts.Count > 4095) throw new ArgumentException("more than 4,095 different texts do not fit into one file", nameof(fingerprints));
        var vocabulary = texts.SelectMany(t => t.Words).Distinct().Order().ToArray();
        if (vocabulary.Length > 65536) throw new ArgumentException("more than 65,536 different words do not fit into one file", nameof(fingerprints));
        using var builder = new Builder(texts, vocabulary);
        return builder.Build();
    }

    private static List<TextFingerprint> Distinct(IEnumerable<TextFingerprint> fingerprints)
    {
        var byWords = new Dictionary<string, TextFingerprint>(StringComparer.Ordinal);
        var texts = new List<TextFingerprint>();
        foreach (var text in fingerprints.Where(t => t.Length > 0))
        {
            var key = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(MemoryMarshal.AsBytes(text.Words.AsSpan())));
            if (!byWords.TryGetValue(key, out var same))
            {
                byWords[key] = text;
                texts.Add(text);
            }
            else
            {
                same.Ids.AddRange(text.Ids.Where(id => !same.Ids.Contains(id)));
                same.Anchors.AddRange(text.Anchors);
            }
        }

        return texts;
    }

    private sealed class Builder(List<TextFingerprint> texts, uint[] vocabulary) : IDisposable
    {
        private readonly MemoryStream _out = new();
        private readonly int[] _header = new int[FingerprintFormat.HeaderInts];
        private readonly List<int> _lists = [];
        private readonly Dictionary<string, int> _strings = new(StringComparer.Ordinal);
        private readonly List<string> _texts = [];

        public void Dispose() => _out.Dispose();

        public byte[] Build()
        {
            _out.Write(new byte[4 * _header.Length]);
            _header[0] = FingerprintFormat.Magic;
            Part(FingerprintFormat.Header.Vocabulary, MemoryMarshal.AsBytes(vocabulary.AsSpan()));
            _header[FingerprintFormat.Header.VocabularyCount] = vocabulary.Length;
            var table = Table();
            Part(FingerprintFormat.Header.TemplateTable, MemoryMarshal.AsBytes(table));
            _header[FingerprintFormat.Header.Templates] = texts.Count;
            Part(FingerprintFormat.Header.Words, MemoryMarshal.AsBytes(texts.SelectMany(t => t.Words.Select(w => (ushort)Array.BinarySearch(vocabulary, w))).ToArray().AsSpan()));
            Part(FingerprintFormat.Header.Lists, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_lists)));
            Index();
            Strings();
            var bytes = _out.ToArray();
            for (var i = 0; i < _header.Length; i++) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), _header[i]);
            return bytes;
        }

        private int[] Table()
        {
            var table = new List<int>();
            var word = 0;
            foreach (var text in texts)
            {
                table.AddRange(List(text.Ids.Select(String), 1));
                table.AddRange([word, text.Length]);
                table.AddRange(List(Runs(text.Flags), 2));
                table.AddRange(List(text.Marks.SelectMany(m => new[] { m.Word, unchecked((int)m.Hash) }), 2));
                table.AddRange(List(text.Sections.SelectMany(s => new[] { s.Word, String(s.Path) }), 2));
                table.AddRange(List(text.Anchors.SelectMany(a => new[] { String(a.Code), String(a.Section), a.Word, a.Count }), 4));
                word += text.Length;
            }

            return [.. table];
        }

        private int[] List(IEnumerable<int> values, int width)
        {
            var first = _lists.Count;
            _lists.AddRange(values);
            return [first, (_lists.Count - first) / width];
        }

        /// <summary>Flags as pairs: index of the first word of a run, its flags.</summary>
        private static IEnumerable<int> Runs(TemplateFlags[] flags)
        {
            for (var i = 0; i < flags.Length; i++)
            {
                if (i > 0 && flags[i] == flags[i - 1]) continue;
                yield return i;
                yield return (int)flags[i];
            }
        }

        private void Index()
        {
            var grams = new List<(uint Gram, uint Posting)>();
            for (var t = 0; t < texts.Count; t++)
            {
                var words = texts[t].Words.AsSpan();
                var mask = FingerprintFormat.SampleMask(words.Length);
                for (var i = 0; i + FingerprintFormat.GramWords <= words.Length; i++)
                {
                    var gram = FingerprintFormat.Gram(words[i..]);
                    if ((gram & mask) == 0) grams.Add((gram, ((uint)t << FingerprintFormat.PlaceBits) | (uint)i));
                }
            }

            grams.Sort();
            var filter = new byte[1 << (FingerprintFormat.FilterBits - 3)];
            var buckets = new int[(1 << FingerprintFormat.BucketBits) + 1];
            foreach (var (gram, _) in grams)
            {
                var bit = gram & ((1u << FingerprintFormat.FilterBits) - 1);
                filter[bit >> 3] |= (byte)(1 << (int)(bit & 7));
                buckets[(gram >> (32 - FingerprintFormat.BucketBits)) + 1]++;
            }

            for (var i = 1; i < buckets.Length; i++) buckets[i] += buckets[i - 1];
            Part(FingerprintFormat.Header.Filter, filter);
            Part(FingerprintFormat.Header.Buckets, MemoryMarshal.AsBytes(buckets.AsSpan()));
            Part(FingerprintFormat.Header.Grams, MemoryMarshal.AsBytes(grams.SelectMany(g => new[] { g.Gram, g.Posting }).ToArray().AsSpan()));
            _header[FingerprintFormat.Header.GramCount] = grams.Count;
        }

        private void Strings()
        {
            var ends = new List<int> { 0 };
            using var bytes = new MemoryStream();
            foreach (var text in _texts)
            {
                bytes.Write(Encoding.UTF8.GetBytes(text));
                ends.Add((int)bytes.Length);
            }

            Part(FingerprintFormat.Header.Strings, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(ends)));
            _header[FingerprintFormat.Header.StringCount] = _texts.Count;
            Part(FingerprintFormat.Header.StringBytes, bytes.ToArray());
        }

        private int String(string text)
        {
            if (_strings.TryGetValue(text, out var known)) return known;
            _texts.Add(text);
            return _strings[text] = _texts.Count - 1;
        }

        private void Part(int slot, ReadOnlySpan<byte> bytes)
        {
            while (_out.Length % 8 != 0) _out.WriteByte(0);
            _header[slot] = (int)_out.Length;
            _out.Write(bytes);
        }
    }
}
