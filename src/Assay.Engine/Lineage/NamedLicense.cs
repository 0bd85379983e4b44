using Assay.Core;
using Assay.Formats;
using Assay.Lineage;

namespace Assay.Engine;

/// <summary>The license that the card of a model names, for the terms that go along with its weights.</summary>
internal static class NamedLicense
{
    private const long MaxCard = 4 << 20;

    /// <summary>The tag; null where the card names none, or there is no card.</summary>
    public static string? Of(ModelSource? source)
    {
        if (source?.Files.FirstOrDefault(f => string.Equals(f.Path, "README.md", StringComparison.OrdinalIgnoreCase)) is not { } card) return null;
        try
        {
            if (TextDocument.Decode(card.Path, card.Open().ReadAll(MaxCard)) is not { } text) return null;
            var root = MarkdownDocument.Parse(text).FrontMatter?.Root;
            var tag = root?.TextOf("license");
            return tag is null or "other" ? root?.TextOf("license_name") ?? tag : tag;
        }
        catch (BlobReadException)
        {
            return null;
        }
    }
}
