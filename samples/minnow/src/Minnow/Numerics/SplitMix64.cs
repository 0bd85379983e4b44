namespace Minnow.Numerics;

/// <summary>A pseudo-random generator of our own (SplitMix64, Steele, Lea and Flood 2014): 64 bits of state, integer arithmetic only.</summary>
/// <param name="seed">Any number; the same seed gives the same sequence.</param>
public sealed class SplitMix64(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A whole number from 0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => (int)((Next() >> 33) % (ulong)bound);

    /// <summary>A number in [0, 1) with 24 random bits, exact in single precision.</summary>
    public float NextUnit() => (Next() >> 40) * (1f / (1 << 24));
}
