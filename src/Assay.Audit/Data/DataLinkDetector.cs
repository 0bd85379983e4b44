using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>
/// Training data that a passage on training names: links to places where data are kept, and well-known corpora by their names. A corpus that is linked is data one can get;
/// one that is only named is a source that is told.
/// </summary>
/// <param name="known">The corpora that are known.</param>
public sealed partial class DataLinkDetector(DataKnowledge known) : IDetector
{
    /// <inheritdoc/>
    public string Id => "data-links";

    /// <inheritdoc/>
    public ImmutableArray<FileRole> Wants => [FileRole.Card, FileRole.Readme, FileRole.Document];

    /// <inheritdoc/>
    public IEnumerable<Detection> Detect(ReleaseIndex index)
    {
        foreach (var (file, block) in TrainingWords.Of(index))
        {
            foreach (var link in file.Markdown!.Links.Where(l => !l.IsImage && l.Start >= block.Start && l.Start < block.Start + block.Length))
            {
                if (!IsData(link) || Around(file, link) is var around && (OtherUse().IsMatch(around) || OthersRules().IsMatch(around))) continue;
                yield return new Detection.Found(new Observation(ComponentId.DataTrain, Stance.LinksPart, "data-links.link", file, link.Start, link.Length));
                yield return new Detection.Found(new Observation(ComponentId.DocDataInfo, Stance.Topic, "data-links.link", file, link.Start, link.Length) { Topic = "listing-public" });
            }

            if (Named(file, block) is { } named) yield return new Detection.Found(named);
        }
    }

    private bool IsData(MarkdownLink link) => !Papers().IsMatch(link.Target) && link.Target.StartsWith("http", StringComparison.OrdinalIgnoreCase)
        && (DataHosts().IsMatch(link.Target) || (link.Text.Length is > 1 and < 120 && known.Named(link.Text) is not null) || known.All.Any(s => s.Location is { } at && link.Target.StartsWith(at, StringComparison.OrdinalIgnoreCase)));

    private Observation? Named(AuditFile file, MarkdownBlock block)
    {
        var text = file.Markdown!.Of(block)[..Math.Min(block.Length, TrainingWords.MaxBlock)].ToString();
        foreach (var source in known.All.Where(s => s.Location is not null))
        {
            if (source.In(text) is var (at, length)) return new Observation(ComponentId.DocDataInfo, Stance.Topic, "data-links.name", file, block.Start + at, length) { Topic = "provenance" };
        }

        return null;
    }

    private static string Around(AuditFile file, MarkdownLink link)
    {
        var from = Math.Max(0, link.Start - 60);
        return file.Text!.Text[from..link.Start];
    }

    [GeneratedRegex(@"arxiv\.org|openreview\.net|aclanthology|\.pdf|/papers/|licen[sc]e|/spaces/|/blog/", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Papers();

    [GeneratedRegex(@"//(?:www\.)?(?:(?:huggingface\.co|hf\.co|modelscope\.cn|kaggle\.com)/datasets/|zenodo\.org/|(?:dx\.)?doi\.org/10\.(?:5281|6084|7910|5061|17632|57967)/|openslr\.org|physionet\.org|figshare\.com|dataverse\.|datadryad\.org|commoncrawl\.org|catalog\.ldc\.|data\.[a-z-]{2,40}\.|dumps\.|opus\.nlpl\.eu|opendatalab\.|registry\.opendata\.aws|archive\.ics\.uci|rcsb\.org|uniprot\.org|ebi\.ac\.uk|ncbi\.nlm\.nih\.gov)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex DataHosts();

    // The filters or the method of a known corpus were taken over, not its data.
    [GeneratedRegex(@"\b(?:rules?|filters?|pipelines?|recipes?|procedures?|methods?|approach|heuristics|classifiers?)(?:\s+(?:of|from|by|used|behind)){1,2}\s+(?:the\s+)?\W{0,3}$|\b(?:inspired by|following|similarly to|as (?:in|for|with)|in the (?:style|manner) of)\s+(?:the\s+)?\W{0,3}$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex OthersRules();

    // Words before a link that say that something else is meant: a measurement, a tool, the data of others.
    [GeneratedRegex(@"evaluat|benchmark|\btest(?:ed|s)?[- ]?(?:on|sets?|splits?|data)\b|tokeni[sz]er|compared|\bsimilar\b|unlike|\bnot\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex OtherUse();
}
