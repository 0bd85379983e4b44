using Assay.Core;

namespace Assay.Audit;

/// <summary>Sentences of the card that state how many parameters this model has.</summary>
internal sealed class SizeStatements(ClaimReader reader, EvidenceLedger ledger)
{
    private const int MaxStatements = 8;

    /// <summary>The sentences; whoever knows the weights holds them against these.</summary>
    public List<ClaimInfo> Find()
    {
        var found = new List<ClaimInfo>();
        foreach (var (file, said) in reader.All.Where(r => r.File.Role == FileRole.Card))
        {
            found.AddRange(said.Where(c => c is { Kind: ClaimKind.Size, Polarity: Polarity.Asserts, Subject: ClaimSubject.Self }).Take(MaxStatements - found.Count).Select(c => StatedClaim.Of(file, c, ledger)));
        }

        return found;
    }
}
