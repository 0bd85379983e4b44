namespace Assay.Audit;

/// <summary>A place that a release points to and that was not read.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="What">Its address or name.</param>
/// <param name="File">The file that points to it.</param>
/// <param name="Start">Where it does.</param>
/// <param name="Length">How long the pointer is.</param>
internal sealed record Place(PlaceKind Kind, string What, AuditFile File, int Start, int Length)
{
    /// <summary>Records the words that point to it.</summary>
    public string Record(EvidenceLedger ledger) => File.Text is { } text && Start >= 0 ? ledger.Quote(File, text, Start, Length, "places") : ledger.File(File, "places");
}
