using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Lineage;

/// <summary>Projects up to 64 units on 128 random directions, coordinate by coordinate in order, and keeps the signs of the sums.</summary>
internal sealed class UnitProjection(int units)
{
    /// <summary>Coordinates that are added at a time.</summary>
    public const int Tile = 256;

    private const int Directions = 128;
    private const int Width = 16;
    private const int Together = 4;

    private readonly float[] _sums = new float[(units + Together - 1) / Together * Together * Directions];
    private readonly float[] _signs = new float[Tile * Directions];
    private readonly float[] _padded = new float[Together * Tile];

    /// <summary>Adds a tile of coordinates.</summary>
    /// <param name="first">Number of the first coordinate; the signs follow from it.</param>
    /// <param name="count">How many coordinates, at most <see cref="Tile"/>.</param>
    /// <param name="values">The coordinates of one unit behind those of another, each <see cref="Tile"/> apart.</param>
    public void Add(long first, int count, ReadOnlySpan<float> values)
    {
        for (var c = 0; c < count; c++) Expand(SketchHash.Projection(first + c), _signs.AsSpan(c * Directions, Directions));
        for (var u = 0; u < units; u += Together)
        {
            var present = Math.Min(Together, units - u);
            var four = values.Slice(u * Tile, present * Tile);
            if (present < Together)
            {
                Array.Clear(_padded);
                four.CopyTo(_padded);
                four = _padded;
            }

            for (var at = 0; at < Directions; at += Width) Add(u * Directions + at, at, count, four);
        }
    }

    /// <summary>Two words a unit: bit b says whether the sum of direction b is positive.</summary>
    public ulong[] Bits()
    {
        var bits = new ulong[2 * units];
        for (var i = 0; i < units * Directions; i++)
        {
            if (_sums[i] > 0) bits[i / 64] |= 1UL << (i % 64);
        }

        return bits;
    }

    private void Add(int sumAt, int direction, int count, ReadOnlySpan<float> values)
    {
        ref var sum = ref MemoryMarshal.GetArrayDataReference(_sums);
        ref var sign = ref MemoryMarshal.GetArrayDataReference(_signs);
        var a = Vector512.LoadUnsafe(ref sum, (nuint)sumAt);
        var b = Vector512.LoadUnsafe(ref sum, (nuint)(sumAt + Directions));
        var c = Vector512.LoadUnsafe(ref sum, (nuint)(sumAt + (2 * Directions)));
        var d = Vector512.LoadUnsafe(ref sum, (nuint)(sumAt + (3 * Directions)));
        var at = (nuint)direction;
        for (var i = 0; i < count; i++, at += Directions)
        {
            var mask = Vector512.LoadUnsafe(ref sign, at);
            a += Vector512.Create(values[i]) ^ mask;
            b += Vector512.Create(values[i + Tile]) ^ mask;
            c += Vector512.Create(values[i + (2 * Tile)]) ^ mask;
            d += Vector512.Create(values[i + (3 * Tile)]) ^ mask;
        }

        a.StoreUnsafe(ref sum, (nuint)sumAt);
        b.StoreUnsafe(ref sum, (nuint)(sumAt + Directions));
        c.StoreUnsafe(ref sum, (nuint)(sumAt + (2 * Directions)));
        d.StoreUnsafe(ref sum, (nuint)(sumAt + (3 * Directions)));
    }

    /// <summary>A set bit keeps the sign, a clear one flips it.</summary>
    private static void Expand((ulong Low, ulong High) bits, Span<float> masks)
    {
        var lanes = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        ref var to = ref MemoryMarshal.GetReference(masks);
        for (var b = 0; b < Directions / 8; b++)
        {
            var eight = (int)(((b < 8 ? bits.Low : bits.High) >> (8 * (b & 7))) & 0xFF);
            var clear = Vector256.Equals(Vector256.Create(eight) & lanes, Vector256<int>.Zero);
            (clear & Vector256.Create(int.MinValue)).AsSingle().StoreUnsafe(ref to, (nuint)(8 * b));
        }
    }
}
