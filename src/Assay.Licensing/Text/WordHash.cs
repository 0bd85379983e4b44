using System.Runtime.CompilerServices;

namespace Assay.Licensing;

/// <summary>32-bit hashes of folded words (FNV-1a over UTF-16 units with a final mix). Stable: fingerprints hold them.</summary>
internal static class WordHash
{
    public const uint Seed = 2166136261;
    private const uint Prime = 16777619;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Step(uint hash, char c) => unchecked((hash ^ c) * Prime);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Finish(uint hash)
    {
        unchecked
        {
            hash ^= hash >> 15;
            hash *= 0x2c1b3c6d;
            return hash ^ (hash >> 13);
        }
    }

    /// <summary>The hash of a word that is folded already, after spelling variants are folded.</summary>
    public static uint Of(ReadOnlySpan<char> word) => Spelling.Fold(Raw(word));

    internal static uint Raw(ReadOnlySpan<char> word)
    {
        var hash = Seed;
        foreach (var c in word) hash = Step(hash, char.ToLowerInvariant(c));
        return Finish(hash);
    }

    /// <summary>The hash of two words written as one.</summary>
    public static uint Mix(uint a, uint b) => unchecked((BitOperationsRotate(a) ^ b) * 0x9E3779B1);

    private static uint BitOperationsRotate(uint a) => (a << 7) | (a >> 25);
}
