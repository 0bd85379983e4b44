using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Audit;

/// <summary>Sentences of the card that state how many parameters this model has.</summary>
internal sealed partial class SizeStatements(ClaimReader reader, EvidenceLedger ledger)
{
    private const int MaxStatements = 8;

    /// <summary>The sentences; whoever knows the weights holds them against these.</summary>
    public List<ClaimInfo> Find()
    {
        var found = new List<ClaimInfo>();
        foreach (var (file, said) in reader.All.Where(r => r.File.Role == FileRole.Card))
        {
            found.AddRange(said.Where(c => c is { Kind: ClaimKind.Size, Polarity: Polarity.Asserts, Subject: ClaimSubject.Self }).Where(c => !Compares(file, c)).Take(MaxStatements - found.Count).Select(c => StatedClaim.Of(file, c, ledger)));
        }

        return found;
    }

    // Front matter is no sentence, and a row of a table gives several models' sizes.
    private static bool Compares(AuditFile file, TextClaim claim) =>
        (file.Markdown?.FrontMatter is { } front && claim.Lines.First <= front.Lines.Last) || (claim.Quote.StartsWith('|') && Sizes().Count(claim.Quote) > 1);

    [GeneratedRegex(@"\b\d{1,4}(?:\.\d{1,2})?\s?[BM]\b", RegexOptions.NonBacktracking)]
    private static partial Regex Sizes();
}
