using System.Buffers;
using System.Collections.Immutable;
using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>What a release asks to be cited as: a paper or report, not a repository or a data set.</summary>
public sealed class CitationDetector : IDetector
{
    /// <summary>Longest entry that is looked at in characters.</summary>
    private const int MaxEntry = 4000;

    private static readonly SearchValues<char> EntryType = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ");

    private static readonly string[] Papers = ["arxiv", "eprint", "journal", "booktitle", "openreview", "doi", "techreport", "technical report"];
    private static readonly string[] Venues = ["booktitle", "proceedings", "aclanthology", "pmlr"];
    private static readonly string[] Sections = ["cit", "引用", "bibtex", "reference", "文献"];
    private static readonly string[] NotSections = ["related", "dataset", "building on", "acknowledg", "based on", "third"];

    /// <inheritdoc/>
    public string Id => "citations";

    /// <inheritdoc/>
    public ImmutableArray<FileRole> Wants => [FileRole.Card, FileRole.Readme];

    /// <inheritdoc/>
    public IEnumerable<Detection> Detect(ReleaseIndex index)
    {
        foreach (var file in index.Own.Where(f => Wants.Contains(f.Role) && f.Markdown is not null))
        {
            foreach (var block in file.Markdown!.Blocks)
            {
                if (!IsCitation(file.Markdown.SectionOf(block).Path)) continue;
                foreach (var (start, length) in Entries(file.Text!.Text, block))
                {
                    foreach (var detection in Of(file, start, length)) yield return detection;
                }
            }
        }
    }

    private static IEnumerable<Detection> Of(AuditFile file, int start, int length)
    {
        var entry = file.Text!.Text.AsSpan(start, length).ToString();
        if (!ContainsAny(entry, Papers)) yield break;
        var title = entry.IndexOf("title", StringComparison.OrdinalIgnoreCase);
        var (at, size) = title < 0 ? (start, Math.Min(length, 60)) : (start + title, Math.Min(length - title, 80));
        var report = entry.Contains("technical report", StringComparison.OrdinalIgnoreCase) || entry.StartsWith("@techreport", StringComparison.OrdinalIgnoreCase);
        yield return new Detection.Found(new Observation(report ? ComponentId.DocReport : ComponentId.DocPaper, Stance.Links, "citations.entry", file, at, size));
        if (ContainsAny(entry, Venues)) yield return new Detection.Found(new Observation(ComponentId.DocPaper, Stance.Topic, "citations.venue", file, at, size) { Topic = "peer-reviewed" });
    }

    private static bool IsCitation(string section) => ContainsAny(section, Sections) && !ContainsAny(section, NotSections);

    private static IEnumerable<(int Start, int Length)> Entries(string text, MarkdownBlock block)
    {
        var end = block.Start + block.Length;
        var at = text.IndexOf('@', block.Start, block.Length);
        while (at >= 0)
        {
            var next = at + 1 < end ? text.IndexOf("\n@", at + 1, end - at - 1, StringComparison.Ordinal) : -1;
            var stop = next < 0 ? end : next;
            if (IsEntry(text.AsSpan(at, stop - at))) yield return (at, Math.Min(stop - at, MaxEntry));
            at = next < 0 ? -1 : next + 1;
        }
    }

    private static bool IsEntry(ReadOnlySpan<char> entry)
    {
        var brace = entry.IndexOf('{');
        return brace is > 3 and < 24 && !entry[1..brace].ContainsAnyExcept(EntryType);
    }

    private static bool ContainsAny(string text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
