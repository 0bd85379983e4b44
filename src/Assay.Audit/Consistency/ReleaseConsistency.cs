using Assay.Core;

namespace Assay.Audit;

/// <summary>Where parts of a release contradict each other, or are broken.</summary>
internal sealed class ReleaseConsistency(ReleaseIndex index, EvidenceLedger ledger, MessageCatalog messages)
{
    public IEnumerable<Finding> Find()
    {
        foreach (var shards in ShardIndex.AllOf(index).Where(s => s.Missing.Length > 0))
        {
            var (start, length) = shards.PlaceOfFirstShard();
            var all = shards.Missing.Length == shards.Shards.Length;
            yield return Finding.Of(
                "weights.missing-shards",
                all ? FindingLevel.Note : FindingLevel.Warning,
                all ? $"{shards.File.Path} names {shards.Shards.Length} shards; none of them is here." : $"{shards.File.Path} names {shards.Shards.Length} shards; {shards.Missing.Length} of them are missing, the first is {shards.Missing[0]}.",
                shards.File.Path,
                ledger.Quote(shards.File, shards.File.Text!, start, length, "weights"));
        }

        foreach (var shards in ShardIndex.AllOf(index).Where(s => s.Missing.IsEmpty && s.TotalSize is not null))
        {
            var sizes = shards.Shards.Select(s => index.Find(shards.File.Artifact, s)?.Size).ToList();
            if (sizes.Exists(s => s is null) || sizes.Sum() >= shards.TotalSize) continue;
            var at = shards.File.Text!.Text.IndexOf("total_size", StringComparison.Ordinal);
            yield return Finding.Of("weights.shards-too-short", FindingLevel.Warning, messages["finding.shards-too-short", ("index", shards.File.Path), ("stated", Count(shards.TotalSize!.Value)), ("found", Count(sizes.Sum()!.Value))], shards.File.Path, ledger.Quote(shards.File, shards.File.Text, at, 10, "weights"));
        }

        foreach (var file in index.Files.Where(f => f.Markdown?.FrontMatter?.Problem is not null))
        {
            var front = file.Markdown!.FrontMatter!;
            yield return Finding.Of("card.broken-front-matter", FindingLevel.Warning, $"The front matter is no valid YAML, so its tags were not read: {front.Problem}.", file.Path, ledger.Quote(file, file.Text!, 0, file.Text!.Line(1).Length, "card"));
        }

        if (index.ModelFiles.All(f => f.Size is null or 0)) yield return Finding.Of("release.empty", FindingLevel.Warning, "The release holds no file with content.", "");
        foreach (var missing in MissingLinkedLicenses()) yield return missing;
    }

    private static string Count(long bytes) => bytes.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    private IEnumerable<Finding> MissingLinkedLicenses()
    {
        if (index.Card is not { Markdown: { } markdown } card) yield break;
        foreach (var link in markdown.Links.Where(l => IsLocalLicense(l.Target) && index.Find(card.Artifact, l.Target.TrimStart('.', '/')) is null).DistinctBy(l => l.Target))
        {
            yield return Finding.Of("terms.linked-file-missing", FindingLevel.Warning, $"The card points to the license file {link.Target}, which is not in the release.", card.Path + "#" + link.Target, ledger.Quote(card, card.Text!, link.Start, link.Length, "licenses"));
        }
    }

    private static bool IsLocalLicense(string target) => target.Length < 80 && !target.Contains(':', StringComparison.Ordinal) && !target.StartsWith('#')
        && target.Contains("LICEN", StringComparison.OrdinalIgnoreCase);
}
