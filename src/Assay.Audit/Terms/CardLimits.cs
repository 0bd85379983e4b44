using Assay.Core;
using Assay.Licensing.Claims;

namespace Assay.Audit;

/// <summary>Limits on the model that its cards state in their own words: they count where no license of the weights is named, and against one that says less.</summary>
internal static class CardLimits
{
    // What the terms are called where no tag calls them anything.
    private const string Called = "card terms";

    /// <summary>One statement a sentence, each read together with the others.</summary>
    public static IEnumerable<LicenseStatement> Of(ReleaseIndex index, ClaimReader claims, IEnumerable<string> bases, string? tag, StatedLimits limits, string name, EvidenceLedger ledger)
    {
        var found = claims.All.Where(c => !index.IsOtherModel(c.File.Artifact) && !index.IsBase(c.File.Artifact))
            .SelectMany(c => limits.In(c.File.Text!).Select(l => (c.File, Limit: l)))
            .Where(f => BaseSentence.BaseOf(f.Limit.Quote, bases) is null)
            .ToList();
        if (found.Count == 0) yield break;
        var read = limits.Read(found.Select(f => f.Limit.Quote));
        foreach (var (file, limit) in found)
        {
            var start = file.Text!.StartOf(limit.Lines.First);
            var end = file.Text.StartOf(limit.Lines.Last) + file.Text.Line(limit.Lines.Last).Length;
            yield return new LicenseStatement(null, name, TermsForm.Words, TermsSubject.Weights, file, ledger.Quote(file, file.Text, start, Math.Max(1, end - start), "licenses"), read) { IsLimit = true, CardName = tag ?? Called, Words = limit.Quote, Match = LicenseMatchKind.Unidentified };
        }
    }

    /// <summary>Whether a license knows no limit of commercial use: one in the card's own words tells more.</summary>
    public static bool Narrow(LicenseStatement license) => license.Read is not { } read || !StatedLimits.Limits(read);

    /// <summary>Whether a license that is known allows what the card's own words do not.</summary>
    public static bool Contradict(LicenseStatement license) => license is { Id: not null, Read: { } read } && read.Facts.GetValueOrDefault(ClauseCodes.CommercialUse)?.Value is ClauseValue.Word { Text: "allowed" };
}
