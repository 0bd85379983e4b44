using Assay.Core;

namespace Assay.Audit;

/// <summary>The parents that a release declares: in the front matter of its card, in its configuration, in the configuration of an adapter.</summary>
internal sealed class DeclaredLineage(ReleaseIndex index, EvidenceLedger ledger)
{
    private const string Detector = "lineage.declared";

    public List<DeclaredParent> Find()
    {
        var parents = new List<DeclaredParent>();
        foreach (var file in index.Own.Where(f => f.Role == FileRole.Card && f.Artifact.Id == index.Release.Model.Id && f.Markdown?.FrontMatter?.Root is not null)) parents.AddRange(OfCard(file));
        foreach (var config in ModelConfig.AllOf(index))
        {
            if (config.Parent is not { } parent || !IsName(parent) || IsItself(parent)) continue;
            var (start, length) = config.Place(parent);
            var relation = config.ParentKey == "base_model_name_or_path" ? "adapter" : null;
            parents.Add(new DeclaredParent(parent, relation, $"{config.File.Path} {config.ParentKey}", [ledger.Quote(config.File, config.File.Text!, start, length, Detector)]));
        }

        return parents;
    }

    /// <summary>Disagreements between what the card and what the configurations declare.</summary>
    public static IEnumerable<Finding> Disagreements(IReadOnlyList<DeclaredParent> parents, string releaseName)
    {
        var card = parents.Where(p => p.Where.EndsWith("front matter", StringComparison.Ordinal)).ToList();
        if (card.Count == 0) yield break;
        foreach (var other in parents.Where(p => !p.Where.EndsWith("front matter", StringComparison.Ordinal)))
        {
            if (Segment(other.Parent) == Segment(releaseName) || card.Exists(c => Segment(c.Parent) == Segment(other.Parent))) continue;
            yield return Finding.Of("lineage.card-against-config", FindingLevel.Warning, $"The card names {card[0].Parent} as the base model, {other.Where} says {other.Parent}.", other.Where, [.. card[0].Evidence, .. other.Evidence]);
        }
    }

    private IEnumerable<DeclaredParent> OfCard(AuditFile file)
    {
        var root = file.Markdown!.FrontMatter!.Root!.Value;
        if (root["base_model"] is not { } node) yield break;
        var relation = root.TextOf("base_model_relation");
        foreach (var item in node.Items(orScalar: true))
        {
            if (item.Text.Length == 0) continue;
            var text = file.Text!;
            yield return new DeclaredParent(item.Text, relation, $"{file.Path} front matter", [ledger.Quote(file, text, text.StartOf(item.Line), text.Line(item.Line).Length, Detector)]);
        }
    }

    // A configuration that names the model itself declares no parent.
    private bool IsItself(string parent) => Letters(Segment(parent)) == Letters(index.Release.Name);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static bool IsName(string text) => text.Length is > 2 and < 120 && text[0] is not ('.' or '/' or '~') && text.Count(c => c == '/') <= 1 && !text.Contains('\\', StringComparison.Ordinal);

    private static string Segment(string name) => name[(name.LastIndexOf('/') + 1)..].ToLowerInvariant();
}
