using System.Numerics;
using System.Numerics.Tensors;

namespace Assay.Lineage;

/// <summary>Mutual nearest neighbors: i and j are matched if each is the other's nearest.</summary>
internal static class Matching
{
    /// <summary>By Hamming distance of 128-bit hashes. Ties have no nearest, so that equal units do not match by their label.</summary>
    public static int[] ByHash(UnitHashes a, UnitHashes b) => Mutual(a.Count, b.Count, (i, j) =>
        -(BitOperations.PopCount(a.Bits[2 * i] ^ b.Bits[2 * j]) + BitOperations.PopCount(a.Bits[(2 * i) + 1] ^ b.Bits[(2 * j) + 1])));

    /// <summary>By cosine of rows, which must have unit length.</summary>
    public static int[] ByCosine(Matrix a, Matrix b) => Mutual(a.Rows, b.Rows, (i, j) => TensorPrimitives.Dot(a.Row(i), b.Row(j)));

    /// <summary>By magnitude of the cosine of rows, which must have unit length.</summary>
    public static int[] ByMagnitude(Matrix a, Matrix b) => Mutual(a.Rows, b.Rows, (i, j) => Math.Abs(TensorPrimitives.Dot(a.Row(i), b.Row(j))));

    private static int[] Mutual(int rows, int columns, Func<int, int, float> similarity)
    {
        var best = new (float Value, int At)[rows];
        var bestOfColumn = new (float Value, int At)[columns];
        Array.Fill(best, (float.NegativeInfinity, -1));
        Array.Fill(bestOfColumn, (float.NegativeInfinity, -1));
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                var s = similarity(i, j);
                Improve(ref best[i], s, j);
                Improve(ref bestOfColumn[j], s, i);
            }
        }

        var partners = new int[rows];
        for (var i = 0; i < rows; i++) partners[i] = best[i].At >= 0 && bestOfColumn[best[i].At].At == i ? best[i].At : -1;
        return partners;
    }

    private static void Improve(ref (float Value, int At) best, float value, int at)
    {
        if (value > best.Value) best = (value, at);
        else if (value == best.Value) best = (value, -1);
    }
}
