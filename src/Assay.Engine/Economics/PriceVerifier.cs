using Assay.Core;
using Assay.Economics;

namespace Assay.Engine;

/// <summary>Loads the dated prices strictly.</summary>
internal static class PriceVerifier
{
    public static IEnumerable<string> Verify(DataTable knowledge)
    {
        var book = PriceBook.Load(knowledge, HardwareCatalog.Load(knowledge));
        if (!book.ApiIds.Any()) yield return "prices/: no price of tokens is there; restore prices/api.yaml";
    }
}
