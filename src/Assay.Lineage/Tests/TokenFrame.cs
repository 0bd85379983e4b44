namespace Assay.Lineage;

/// <summary>
/// Directions of the residual stream that mean the same in two models of any width: embeddings of a sample of shared tokens, without their mean, made nearly orthonormal. What a unit
/// does along them is the same whatever basis the stream is written in.
/// </summary>
internal static class TokenFrame
{
    private const int MostTokens = 256;
    private const int LeastTokens = 64;
    private const int MostRows = 1 << 14;
    private const double Ridge = 0.1;

    /// <summary>Of how many first tokens a sample is taken in two models with so many: a power of two, so that one sample serves many pairs; 0 where there are too few.</summary>
    public static int Reach(int tokensA, int tokensB)
    {
        var reach = MostRows;
        while (reach > Math.Min(tokensA, tokensB)) reach /= 2;
        return reach < LeastTokens ? 0 : reach;
    }

    /// <summary>One row a token.</summary>
    /// <param name="embed">Token embeddings.</param>
    /// <param name="reach">Number of first tokens that the sample is taken of.</param>
    public static Matrix Of(LineageTensor embed, int reach)
    {
        var count = Math.Min(MostTokens, reach);
        var sample = new Matrix(count, embed.Columns);
        for (var i = 0; i < count; i++) embed.Read((int)((long)i * reach / count), sample.Writable(i));
        Center(sample);
        return Whitening(sample).TimesTransposed(sample.Transposed());
    }

    private static void Center(Matrix sample)
    {
        var mean = new float[sample.Columns];
        for (var i = 0; i < sample.Rows; i++) System.Numerics.Tensors.TensorPrimitives.Add(mean, sample.Row(i), mean);
        System.Numerics.Tensors.TensorPrimitives.Divide(mean, sample.Rows, mean);
        for (var i = 0; i < sample.Rows; i++) System.Numerics.Tensors.TensorPrimitives.Subtract(sample.Row(i), mean, sample.Writable(i));
    }

    /// <summary>(G + ridge)^-1/2 of the inner products G of the tokens.</summary>
    private static Matrix Whitening(Matrix sample)
    {
        var products = sample.TimesTransposed(sample);
        double trace = 0;
        for (var i = 0; i < products.Rows; i++) trace += products.Row(i)[i];
        for (var i = 0; i < products.Rows; i++) products.Writable(i)[i] += (float)(Ridge * trace / products.Rows);
        return Procrustes.InverseRoot(products);
    }
}
