using Assay.Core;

namespace Assay.Audit;

/// <summary>A sentence of a card as a claim of the report, with its place, not yet held against anything.</summary>
internal static class StatedClaim
{
    public static ClaimInfo Of(AuditFile file, TextClaim claim, EvidenceLedger ledger)
    {
        var text = file.Text!;
        var start = text.StartOf(claim.Lines.First);
        var end = text.StartOf(claim.Lines.Last) + text.Line(claim.Lines.Last).Length;
        var evidence = FoldedQuote.Find(text.Text.AsSpan(start, end - start), claim.Quote) is var (at, length)
            ? ledger.Quote(file, text, start + at, length, "claims")
            : ledger.Quote(file, text, start, end - start, "claims");
        return new ClaimInfo
        {
            Id = Fingerprint.Of("claim", file.Path, claim.Kind.ToString(), claim.Quote),
            Kind = claim.Kind,
            Polarity = claim.Polarity,
            Quote = claim.Quote,
            Evidence = [evidence],
        };
    }
}
