using Assay.Core;
using Assay.Economics;

namespace Assay.Engine;

/// <summary>Loads the dated prices strictly.</summary>
internal static class PriceVerifier
{
    public static IEnumerable<string> Verify(DataTable knowledge)
    {
        var book = PriceBook.Load(knowledge, HardwareCatalog.Load(knowledge));
        foreach (var duty in DutyCosts.Load(knowledge).Ids.Where(d => d is not (DutyCosts.Other or "review-known" or "review-other") && Licensing.ObligationAdvisor.CodeOf(d).Length == 0)) yield return $"duties.yaml: no license has the duty '{duty}'; remove it or correct its id";
        if (!book.ApiIds.Any()) yield return "prices/: no price of tokens is there; restore prices/api.yaml";
    }
}
