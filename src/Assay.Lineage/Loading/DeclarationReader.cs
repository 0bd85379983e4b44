using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Formats;
using Assay.Weights;

namespace Assay.Lineage;

/// <summary>Reads what a release says of its parents: front matter of the card, adapter, model and merge configuration, metadata of GGUF, and the claim to have none.</summary>
internal static partial class DeclarationReader
{
    private const long MaxBytes = 4 << 20;

    public static List<Declaration> Read(IReadOnlyList<WeightSource> files, IReadOnlyDictionary<string, string> metadata)
    {
        var found = new List<Declaration>();
        if (Text(files, "README.md") is { } card) FromCard(card, found);
        FromJson(files, "adapter_config.json", "base_model_name_or_path", "adapter", found);
        if (Text(files, "mergekit_config.yml") is { } merge) FromMerge(merge, found);
        foreach (var (key, value) in metadata.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (GgufParent().IsMatch(key)) found.Add(new Declaration(value, null, $"GGUF {key}"));
        }

        FromJson(files, "config.json", "_name_or_path", null, found);
        return [.. found.Where(d => !string.IsNullOrWhiteSpace(d.Parent) || d.Relation == "none").Distinct()];
    }

    /// <summary>Text of a file in the root of the release; null where it is not there or cannot be read.</summary>
    public static string? Text(IReadOnlyList<WeightSource> files, string name)
    {
        if (files.FirstOrDefault(f => string.Equals(f.Path, name, StringComparison.OrdinalIgnoreCase)) is not { } file) return null;
        try
        {
            return TextDocument.Decode(name, file.Open().ReadAll(MaxBytes))?.Text;
        }
        catch (BlobReadException)
        {
            return null;
        }
    }

    private static void FromCard(string text, List<Declaration> found)
    {
        var document = MarkdownDocument.Parse(TextDocument.Of("README.md", text));
        if (document.FrontMatter?.Root is { } root)
        {
            var relation = root.TextOf("base_model_relation");
            foreach (var parent in root["base_model"]?.Items(orScalar: true) ?? [])
            {
                if (!parent.IsNull && parent.Text.Length > 0) found.Add(new Declaration(parent.Text, relation, "README.md front matter"));
            }
        }

        if (found.Count == 0 && FromScratch().Match(text) is { Success: true } claim && !Denied().IsMatch(claim.Value)) found.Add(new Declaration("", "none", "README.md"));
    }

    private static void FromMerge(string text, List<Declaration> found)
    {
        foreach (Match match in MergeModel().Matches(text)) found.Add(new Declaration(match.Groups[1].Value, "merge", "mergekit_config.yml"));
    }

    private static void FromJson(IReadOnlyList<WeightSource> files, string name, string key, string? relation, List<Declaration> found)
    {
        if (Text(files, name) is not { } text || JsonText.Parse(text) is not { } document) return;
        using (document)
        {
            if (JsonText.TextOf(document.RootElement, key) is { Length: > 0 } parent) found.Add(new Declaration(parent, relation, name));
        }
    }

    [GeneratedRegex(@"^general\.base_model\.[0-9]{1,3}\.name$")]
    private static partial Regex GgufParent();

    [GeneratedRegex(@"(?i)[^.\n]{0,80}\b(?:pre-?)?trained\s+(?:entirely\s+|completely\s+)?from\s+scratch")]
    private static partial Regex FromScratch();

    [GeneratedRegex(@"(?i)\b(?:not|never|isn't|wasn't|unlike|rather\s+than|without)\b")]
    private static partial Regex Denied();

    [GeneratedRegex(@"(?m)^\s*-?\s*model:\s*[""']?([^\s""'#{]{1,200})")]
    private static partial Regex MergeModel();
}
