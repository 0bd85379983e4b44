using System.Numerics.Tensors;

namespace Assay.Lineage;

/// <summary>The orthogonal matrix that turns one set of vectors into another with the least error.</summary>
internal static class Procrustes
{
    private const int MaxSweeps = 30;
    private const double Converged = 1e-10;

    /// <summary>R with a R near b: U V' of the singular value decomposition of a' b.</summary>
    /// <param name="a">Rows are vectors, d columns.</param>
    /// <param name="b">As many rows and columns.</param>
    public static Matrix Rotation(Matrix a, Matrix b)
    {
        var cross = a.Transposed().TimesTransposed(b.Transposed());
        return Polar(cross);
    }

    /// <summary>The orthogonal factor of a square matrix, by one-sided Jacobi rotations in double precision.</summary>
    public static Matrix Polar(Matrix m)
    {
        var (columns, v) = Decompose(m);
        return Combine(columns, v);
    }

    /// <summary>M^-1/2 of a symmetric matrix that is positive definite.</summary>
    public static Matrix InverseRoot(Matrix m)
    {
        var (columns, v) = Decompose(m);
        var d = m.Rows;
        var root = new double[d * d];
        for (var k = 0; k < d; k++)
        {
            var weight = 1 / Math.Sqrt(Math.Max(1e-30, Math.Sqrt(TensorPrimitives.Dot<double>(columns[k], columns[k]))));
            for (var i = 0; i < d; i++)
            {
                for (var j = 0; j < d; j++) root[(i * d) + j] += weight * v[k][i] * v[k][j];
            }
        }

        return new Matrix(Array.ConvertAll(root, x => (float)x), d, d);
    }

    /// <summary>Singular values of a square matrix, greatest first.</summary>
    public static double[] SingularValues(Matrix m) =>
        [.. Decompose(m).Columns.Select(c => Math.Sqrt(TensorPrimitives.Dot<double>(c, c))).OrderDescending()];

    private static (double[][] Columns, double[][] V) Decompose(Matrix m)
    {
        var d = m.Rows;
        var columns = new double[d][];
        var v = new double[d][];
        for (var j = 0; j < d; j++)
        {
            columns[j] = new double[d];
            v[j] = new double[d];
            v[j][j] = 1;
            for (var i = 0; i < d; i++) columns[j][i] = m.Data[(i * d) + j];
        }

        for (var sweep = 0; sweep < MaxSweeps && Sweep(columns, v); sweep++)
        {
        }

        return (columns, v);
    }

    private static bool Sweep(double[][] columns, double[][] v)
    {
        var rotated = false;
        for (var p = 0; p < columns.Length - 1; p++)
        {
            for (var q = p + 1; q < columns.Length; q++)
            {
                var alpha = TensorPrimitives.Dot<double>(columns[p], columns[p]);
                var beta = TensorPrimitives.Dot<double>(columns[q], columns[q]);
                var gamma = TensorPrimitives.Dot<double>(columns[p], columns[q]);
                if (Math.Abs(gamma) <= Converged * Math.Sqrt(alpha * beta) || gamma == 0) continue;
                rotated = true;
                var zeta = (beta - alpha) / (2 * gamma);
                var t = (zeta >= 0 ? 1 : -1) / (Math.Abs(zeta) + Math.Sqrt(1 + (zeta * zeta)));
                var c = 1 / Math.Sqrt(1 + (t * t));
                Turn(columns[p], columns[q], c, c * t);
                Turn(v[p], v[q], c, c * t);
            }
        }

        return rotated;
    }

    private static void Turn(double[] p, double[] q, double c, double s)
    {
        for (var i = 0; i < p.Length; i++)
        {
            var x = p[i];
            p[i] = (c * x) - (s * q[i]);
            q[i] = (s * x) + (c * q[i]);
        }
    }

    private static Matrix Combine(double[][] columns, double[][] v)
    {
        var d = columns.Length;
        var sum = new double[d * d];
        for (var k = 0; k < d; k++)
        {
            var length = Math.Sqrt(TensorPrimitives.Dot<double>(columns[k], columns[k]));
            if (length < 1e-30) continue;
            for (var i = 0; i < d; i++)
            {
                var u = columns[k][i] / length;
                for (var j = 0; j < d; j++) sum[(i * d) + j] += u * v[k][j];
            }
        }

        return new Matrix(Array.ConvertAll(sum, x => (float)x), d, d);
    }
}
