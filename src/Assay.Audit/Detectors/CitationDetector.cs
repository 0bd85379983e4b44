using System.Buffers;
using System.Collections.Immutable;
using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>What a release asks to be cited as: a paper or report, not a repository or a data set, and not the work of others that it rests on.</summary>
/// <param name="places">The words that tell that a citation is of others.</param>
public sealed class CitationDetector(PlaceBook places) : IDetector
{
    /// <summary>Longest entry that is looked at in characters.</summary>
    private const int MaxEntry = 4000;

    /// <summary>Fewest letters of a family name that a title is known by.</summary>
    private const int MinFamily = 4;

    /// <summary>Fewest characters of a title beyond the name.</summary>
    private const int MinTitle = 10;

    /// <summary>Most characters before an entry that are taken for its introduction.</summary>
    private const int MaxLead = 240;

    private static readonly SearchValues<char> EntryType = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ");

    private static readonly string[] Papers = ["arxiv", "eprint", "journal", "booktitle", "openreview", "doi", "techreport", "technical report"];
    private static readonly string[] PaperHosts = ["arxiv.org/", "doi.org/10.", "openreview.net", "aclanthology", "isca-archive", "nature.com/", "biorxiv", "medrxiv", "proceedings", "thecvf", "ieeexplore", "dl.acm.org", "springer", "sciencedirect", "hal.science", "chemrxiv"];
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
        var family = FamilyName.Of(index.Release.Name).Family;
        foreach (var file in index.Own.Where(f => Wants.Contains(f.Role) && f.Markdown is not null))
        {
            foreach (var detection in Titled(index, file)) yield return detection;
            var lead = "";
            foreach (var block in file.Markdown!.Blocks)
            {
                var section = file.Markdown.SectionOf(block);
                if (block.Kind is BlockKind.Paragraph or BlockKind.Item && block.Length > 0) lead = file.Markdown.Of(block)[..Math.Min(block.Length, MaxLead)].ToString();
                else if (block.Kind == BlockKind.Heading) lead = "";
                if (!IsCitation(section.Path)) continue;
                foreach (var (start, length) in Entries(file.Text!.Text, block))
                {
                    if (IsOfOthers(file.Text.Text.AsSpan(start, length), section.Title, lead, family)) continue;
                    foreach (var detection in Of(file, start, length)) yield return detection;
                }
            }
        }
    }

    private static IEnumerable<Detection> Of(AuditFile file, int start, int length)
    {
        var entry = file.Text!.Text.AsSpan(start, length).ToString();
        if (!ContainsAny(entry, Papers) || IsOfRepository(entry)) yield break;
        var title = entry.IndexOf("title", StringComparison.OrdinalIgnoreCase);
        var (at, size) = title < 0 ? (start, Math.Min(length, 60)) : (start + title, Field(entry, title));
        var report = entry.Contains("technical report", StringComparison.OrdinalIgnoreCase) || entry.StartsWith("@techreport", StringComparison.OrdinalIgnoreCase);
        yield return new Detection.Found(new Observation(report ? ComponentId.DocReport : ComponentId.DocPaper, Stance.Links, "citations.entry", file, at, size));
        if (ContainsAny(entry, Venues)) yield return new Detection.Found(new Observation(ComponentId.DocPaper, Stance.Topic, "citations.venue", file, at, size) { Topic = "peer-reviewed" });
    }

    // The method, the library or the base is cited: the words before the entry say so, and the entry does not name this family.
    private bool IsOfOthers(ReadOnlySpan<char> entry, string section, string lead, string family) =>
        !(family.Length >= MinFamily && entry.Contains(family, StringComparison.OrdinalIgnoreCase)) && (places.Is("others-paper", lead) || places.Is("others-paper-heading", section));

    // An entry may name a forge as its journal: that cites the program.
    private static bool IsOfRepository(string entry) => entry.Contains("github", StringComparison.OrdinalIgnoreCase) && !ContainsAny(entry, ["arxiv", "eprint", "booktitle", "openreview", "doi", "technical report"]);

    // A link to a place of papers whose words are called like the model.
    private static IEnumerable<Detection> Titled(ReleaseIndex index, AuditFile file)
    {
        var family = FamilyName.Of(index.Release.Name).Family;
        if (family.Length < MinFamily) yield break;
        foreach (var link in file.Markdown!.Links.Where(l => !l.IsImage && l.Text.Length > family.Length + MinTitle && ContainsAny(l.Target, PaperHosts)))
        {
            var at = link.Text.IndexOf(family, StringComparison.OrdinalIgnoreCase);
            if (at < 0 || (at > 0 && char.IsLetterOrDigit(link.Text[at - 1])) || link.Text.Contains("data", StringComparison.OrdinalIgnoreCase)) continue;
            if (FamilyName.Of(index.Release.Name).IsSibling(link.Text[at..], strict: true)) continue;
            yield return new Detection.Found(new Observation(ComponentId.DocPaper, Stance.Links, "citations.title", file, link.Start, link.Length));
        }
    }

    /// <summary>Length of a field of an entry with its value in braces or quotes, at most 240 characters.</summary>
    private static int Field(string entry, int start)
    {
        var depth = 0;
        for (var i = start; i < Math.Min(entry.Length, start + 240); i++)
        {
            if (entry[i] == '{') depth++;
            else if (entry[i] == '}' && --depth <= 0) return i + 1 - start;
            else if (entry[i] == '"' && depth == 0 && entry.IndexOf('"', start) != i) return i + 1 - start;
        }

        return Math.Min(entry.Length - start, 80);
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
