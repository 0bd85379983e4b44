namespace Assay.Lineage;

/// <summary>Small symmetric systems of linear equations.</summary>
internal static class LinearSystem
{
    private const double Singular = 1e-9;

    /// <summary>The solution by elimination with the greatest pivot on the diagonal; null where the matrix is singular up to rounding.</summary>
    /// <param name="matrix">Rows of a symmetric matrix with no negative eigenvalue; not changed.</param>
    /// <param name="right">Right side.</param>
    public static double[]? Solve(double[][] matrix, double[] right) => Solve(matrix, right, dropDependent: false);

    /// <summary>The same, with 0 for unknowns that depend on others.</summary>
    public static double[] SolveIndependent(double[][] matrix, double[] right) => Solve(matrix, right, dropDependent: true)!;

    private static double[]? Solve(double[][] matrix, double[] right, bool dropDependent)
    {
        var n = right.Length;
        var rows = Array.ConvertAll(matrix, r => (double[])r.Clone());
        var b = (double[])right.Clone();
        var order = new List<int>();
        while (order.Count < n)
        {
            var at = Enumerable.Range(0, n).Where(i => !order.Contains(i)).MaxBy(i => Relative(rows, matrix, i));
            if (!(Relative(rows, matrix, at) > Singular))
            {
                if (!dropDependent) return null;
                break;
            }

            foreach (var r in Enumerable.Range(0, n).Where(r => r != at))
            {
                var factor = rows[r][at] / rows[at][at];
                for (var c = 0; c < n; c++) rows[r][c] -= factor * rows[at][c];
                b[r] -= factor * b[at];
            }

            order.Add(at);
        }

        var x = new double[n];
        foreach (var i in order) x[i] = b[i] / rows[i][i];
        return x;
    }

    private static double Relative(double[][] rows, double[][] matrix, int i) => matrix[i][i] > 0 ? rows[i][i] / matrix[i][i] : 0;
}
