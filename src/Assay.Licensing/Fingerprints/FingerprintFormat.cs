namespace Assay.Licensing;

/// <summary>
/// Layout of a fingerprint file (little-endian 32-bit integers unless said otherwise): a header of
/// <see cref="HeaderInts"/> integers, then the parts it names by offset. Nothing in it is text of a license.
/// </summary>
internal static class FingerprintFormat
{
    public const int Magic = 0x31504641;
    public const int HeaderInts = 16;

    /// <summary>Words of one n-gram.</summary>
    public const int GramWords = 5;

    public const int FilterBits = 21;
    public const int BucketBits = 16;

    /// <summary>Bits of a posting that hold the place; the rest hold the template.</summary>
    public const int PlaceBits = 20;

    /// <summary>Integers of a template's record: ids (first, count), words (first, count), runs of flags, marks, sections, anchors (first, count each).</summary>
    public const int TemplateInts = 12;

    public static class Header
    {
        public const int Templates = 2;
        public const int TemplateTable = 3;
        public const int Vocabulary = 4;
        public const int VocabularyCount = 5;
        public const int Words = 6;
        public const int Lists = 7;
        public const int Filter = 8;
        public const int Buckets = 9;
        public const int Grams = 10;
        public const int GramCount = 11;
        public const int Strings = 12;
        public const int StringCount = 13;
        public const int StringBytes = 14;
    }

    /// <summary>Which n-grams of a template are in the index: all of a short one, a fixed share of a long one.</summary>
    public static uint SampleMask(int words) => words switch { <= 120 => 0, <= 400 => 1, <= 1500 => 3, <= 4000 => 7, _ => 15 };

    public static uint Gram(ReadOnlySpan<uint> words)
    {
        unchecked
        {
            var hash = (words[0] * 0x9E3779B1) ^ (words[1] * 0x85EBCA77) ^ (words[2] * 0xC2B2AE3D) ^ (words[3] * 0x27D4EB2F) ^ (words[4] * 0x165667B1);
            hash ^= hash >> 15;
            hash *= 0x2c1b3c6d;
            return hash ^ (hash >> 12);
        }
    }
}
