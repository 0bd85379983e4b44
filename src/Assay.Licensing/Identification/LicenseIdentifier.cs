using System.Collections.Concurrent;
using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>Recognizes licenses in texts: whole texts by their fingerprints, notices, references and tags by rules. Safe to use from several threads.</summary>
public sealed class LicenseIdentifier
{
    private const int MostExplained = 8;
    private readonly IReadOnlyList<FingerprintIndex> _indexes;
    private readonly TextMatcher _matcher;
    private readonly Vocabulary _vocabulary;
    private readonly NoticeScanner _notices;
    private readonly ConcurrentBag<Workspace> _workspaces = [];

    private LicenseIdentifier(DataTable knowledge, IReadOnlyList<FingerprintIndex> indexes)
    {
        var index = LicenseIndex.Of(knowledge);
        Catalog = new LicenseCatalog(index);
        _vocabulary = new Vocabulary(knowledge);
        _indexes = indexes;
        _matcher = new TextMatcher(indexes);
        _notices = new NoticeScanner(knowledge, index, Catalog);
    }

    /// <summary>The licenses known by id.</summary>
    public LicenseCatalog Catalog { get; }

    /// <summary>Opens an identifier.</summary>
    /// <param name="knowledge">The knowledge table: ids, names and rules for notices.</param>
    /// <param name="fingerprints">Fingerprint files, read in place: the embedded one and those of the user.</param>
    /// <exception cref="KnowledgeException">A knowledge file is wrong.</exception>
    /// <exception cref="InvalidDataException">A fingerprint file is not of this version.</exception>
    public static LicenseIdentifier Create(DataTable knowledge, params ReadOnlySpan<ReadOnlyMemory<byte>> fingerprints)
    {
        var indexes = new List<FingerprintIndex>();
        foreach (var bytes in fingerprints) indexes.Add(new FingerprintIndex(bytes));
        return new LicenseIdentifier(knowledge, indexes);
    }

    /// <summary>Recognizes the licenses in a document.</summary>
    public Identification Identify(TextDocument document, IdentifyOptions? options = null)
    {
        var workspace = _workspaces.TryTake(out var kept) ? kept : new Workspace();
        var found = Identify(document, options ?? IdentifyOptions.Default, workspace);
        if (workspace.IsSmall) _workspaces.Add(workspace);
        return found;
    }

    private Identification Identify(TextDocument document, IdentifyOptions options, Workspace workspace)
    {
        var tokens = workspace.Tokens;
        Tokenizer.Run(document.Text, tokens, options.MaxTokens);
        var view = new TextView(document.Text, tokens, workspace);
        var notices = _notices.Scan(view);
        var texts = Texts(document, view, notices);
        var found = new List<FoundLicense>(texts.Select(t => t.Found));
        var copies = texts.Where(t => !t.IsKin).ToList();
        notices = NoticeFilter.Choose(notices, [.. copies.Select(t => (t.Start, t.End, t.Found.Expression, t.Found.Matches[0].Family))]);
        foreach (var notice in notices) found.Add(NoticeMatches.Of(notice, document, view, Catalog));
        found.Sort(static (a, b) => a.Matches[0].Lines.First.CompareTo(b.Matches[0].Lines.First));
        return new Identification
        {
            Matches = [.. found.SelectMany(f => f.Matches).Take(options.MaxMatches)],
            Alignments = [.. copies.Select(t => t.Found.Alignment!).Take(options.MaxMatches)],
            Expression = FoundLicense.Join([.. found.Where(f => !texts.Exists(t => t.IsKin && ReferenceEquals(t.Found, f)))]),
            NotRead = tokens.CutAt >= 0 ? $"only the first {options.MaxTokens} words were compared" : document.Truncated ? "the file goes on behind the limit" : null,
        };
    }

    private List<PlacedLicense> Texts(TextDocument document, TextView view, List<Notice> notices)
    {
        var builder = new MatchBuilder(document, view, Catalog, _vocabulary);
        var hits = _matcher.Find(view);
        var origins = new FamilyOrigins(_indexes, Catalog, document, view);
        var explained = 0;
        var found = new List<PlacedLicense>();
        for (var i = 0; i < hits.Count; i++)
        {
            var limit = i + 1 < hits.Count ? hits[i + 1].Best.Start : view.Words.Length;
            var previous = i > 0 ? hits[i - 1].Best.End : 0;
            foreach (var aligned in (IEnumerable<AlignedText>)[hits[i].Best, .. hits[i].Rivals])
            {
                var before = AdjacentTerms.Before(view, aligned.Start, aligned.End, previous);
                var behind = AdjacentTerms.Behind(view, aligned.Start, aligned.End, limit);
                var alignment = UnheldVersion.Rename(builder.Build(aligned, aligned.Template.Ids[0], before, behind, hits[i].IsKin), aligned.Start, notices, Catalog);
                var taken = (Start: before?.Text ?? aligned.Start, End: behind?.TextEnd ?? aligned.End);
                if (aligned == hits[i].Best && explained < MostExplained && origins.Explain(alignment, aligned, taken, (previous, limit)) is { Match.Paragraphs.Count: > 0 } more) (alignment, explained) = (more, explained + 1);
                found.Add(new PlacedLicense(taken.Start, taken.End, hits[i].IsKin, new FoundLicense(alignment.Match.Id, [alignment.Match], alignment)));
            }
        }

        return found;
    }

    /// <summary>A license text and the words it takes up.</summary>
    private sealed record PlacedLicense(int Start, int End, bool IsKin, FoundLicense Found);
}
