namespace Assay.Economics;

/// <summary>One's own benchmark rows: they shift the middle of a prediction and narrow its interval for the deployments they resemble.</summary>
public sealed class Calibration
{
    /// <summary>Rows of another deployment of the same accelerator count this much.</summary>
    private const double RelatedWeight = 0.5;

    /// <summary>Prior spread (logarithm) of the error that all rows of a deployment share.</summary>
    private const double SharedSigma = 0.24;

    /// <summary>Spread (logarithm) that remains within a deployment when its shared error is known.</summary>
    private const double RowSigma = 0.15;

    private const double Ninetieth = 1.2816;

    private readonly List<Row> _rows = [];

    /// <summary>No rows: predictions stay as they are.</summary>
    public static Calibration None { get; } = new();

    /// <summary>Rows that were taken.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a measured row with what was predicted for it.</summary>
    public void Add(SizeRequest request, string shape, string accelerator, double predicted, double measured)
    {
        if (predicted > 0 && measured > 0) _rows.Add(new Row(Key(request, shape, accelerator), accelerator, request.Mode, Math.Log(measured / predicted)));
    }

    /// <summary>Whether a row in this mode was measured on an accelerator.</summary>
    public bool Knows(string accelerator, ServingMode mode) => _rows.Exists(r => r.Accelerator == accelerator && r.Mode == mode);

    /// <summary>
    /// The band for a deployment: the shared error is estimated from rows of the same model, accelerator, format and mode (others on the
    /// same accelerator count half), shrunk towards 1; what is left of its spread and the spread within a deployment make the interval.
    /// </summary>
    /// <returns>The band and a sentence, or null where no row resembles the deployment.</returns>
    public (ResidualBand Band, string Basis)? Band(SizeRequest request, string shape, string accelerator, ResidualBand prior)
    {
        var key = Key(request, shape, accelerator);
        var same = _rows.Where(r => r.Key == key && r.Mode == request.Mode).Select(r => r.LogRatio).ToList();
        var related = same.Count > 0 ? same : [.. _rows.Where(r => r.Accelerator == accelerator && r.Mode == request.Mode).Select(r => r.LogRatio)];
        if (related.Count == 0) return null;
        related.Sort();
        var middle = Math.Log(prior.Mid);
        var median = related.Count % 2 == 1 ? related[related.Count / 2] : (related[(related.Count / 2) - 1] + related[related.Count / 2]) / 2;
        var rows = related.Count * (same.Count > 0 ? 1 : RelatedWeight);
        var noise = RowSigma * RowSigma / rows;
        if (same.Count == 0) noise += SharedSigma * SharedSigma / 2;
        var trust = SharedSigma * SharedSigma / ((SharedSigma * SharedSigma) + noise);
        var shift = middle + (trust * (median - middle));
        var spread = Math.Sqrt((SharedSigma * SharedSigma * (1 - trust)) + (RowSigma * RowSigma));
        var basis = same.Count > 0
            ? $"calibrated on measurements of this deployment ({same.Count})"
            : $"calibrated on measurements of other models on this accelerator ({related.Count})";
        return (new ResidualBand(Math.Exp(shift - (Ninetieth * spread)), Math.Exp(shift), Math.Exp(shift + (Ninetieth * spread))), basis);
    }

    private static string Key(SizeRequest request, string shape, string accelerator) => string.Join('|', shape, accelerator, request.Gpus, request.Format.ToLowerInvariant(), request.Backend ?? "");

    private sealed record Row(string Key, string Accelerator, ServingMode Mode, double LogRatio);
}
