using Assay.Audit;
using Assay.Core;
using Assay.Formats;
using Assay.Licensing;
using Assay.Lineage;
using Assay.Weights;

namespace Assay.Engine;

/// <summary>The terms of a compared model: of the license text in its folder where one is recognized, else of the license that its card names.</summary>
/// <param name="Name">The license as a reader knows it.</param>
/// <param name="Terms">Its terms; null where none are held.</param>
/// <param name="From">The file they come from.</param>
internal sealed record ModelTerms(string Name, LicenseTerms? Terms, string From)
{
    private const long MaxBytes = 4 << 20;
    private const int MaxTexts = 8;

    /// <summary>The terms; null where the model has no license text and names no license.</summary>
    public static ModelTerms? Of(ModelSource? source, LicenseAnalyzer reader)
    {
        if (source is null) return null;
        var tag = Tag(source);
        var texts = Texts(source, reader).ToList();
        var named = tag is null ? null : reader.Catalog.Resolve(tag)?.Id;
        var text = texts.Find(t => t.Terms?.Id == named) ?? texts.OrderByDescending(t => OfWeights(t.From)).FirstOrDefault();
        if (text is not null) return text;
        return tag is null ? null : new ModelTerms(tag, ReleaseTerms.Named(reader, tag, []), Card);
    }

    private const string Card = "README.md";

    /// <summary>License texts at the root that are recognized, in order of their paths; each with the use policy beside it.</summary>
    private static IEnumerable<ModelTerms> Texts(ModelSource source, LicenseAnalyzer reader)
    {
        var policies = new PolicyPairing(reader, [.. AtRoot(source, PolicyPairing.IsPolicy).Select(Read).OfType<TextDocument>()]);
        foreach (var document in AtRoot(source, n => FileRoles.IsLicense(n) && !PolicyPairing.IsPolicy(n)).Take(MaxTexts).Select(Read).OfType<TextDocument>())
        {
            var file = policies.Analyze(document, AnalyzeOptions.Default);
            var recognized = file.Matches.FirstOrDefault(m => m.Match is not (LicenseMatchKind.Reference or LicenseMatchKind.Tag or LicenseMatchKind.Unidentified));
            if (recognized is not null) yield return new ModelTerms(recognized.Id, LicenseTerms.Of(file), document.Path);
        }
    }

    /// <summary>What the card names; where it says only that it is another one, the name it gives to it.</summary>
    private static string? Tag(ModelSource source)
    {
        if (AtRoot(source, n => n == "readme.md").Select(Read).FirstOrDefault() is not { } card) return null;
        var root = MarkdownDocument.Parse(card).FrontMatter?.Root;
        var tag = root?.TextOf("license");
        return tag is null or "other" ? root?.TextOf("license_name") ?? tag : tag;
    }

    private static bool OfWeights(string path) => path.Contains("model", StringComparison.OrdinalIgnoreCase) || path.Contains("weight", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<WeightSource> AtRoot(ModelSource source, Func<string, bool> named) =>
        source.Files.Where(f => !f.Path.Contains('/', StringComparison.Ordinal) && named(f.Path.ToLowerInvariant())).OrderBy(f => f.Path, StringComparer.Ordinal);

    private static TextDocument? Read(WeightSource file)
    {
        try
        {
            var blob = file.Open();
            return blob.Length > MaxBytes ? null : TextDocument.Decode(file.Path, blob.ReadAll(MaxBytes));
        }
        catch (BlobReadException)
        {
            return null;
        }
    }
}
