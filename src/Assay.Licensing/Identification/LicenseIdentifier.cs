using System.Collections.Immutable;
using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>Recognizes licenses in texts: whole texts by their fingerprints, notices, references and tags by rules. Safe to use from several threads.</summary>
public sealed class LicenseIdentifier
{
    private readonly TextMatcher _matcher;
    private readonly Vocabulary _vocabulary;

    private LicenseIdentifier(DataTable knowledge, IReadOnlyList<FingerprintIndex> indexes)
    {
        Catalog = LicenseCatalog.Load(knowledge);
        _vocabulary = Vocabulary.Load(knowledge);
        _matcher = new TextMatcher(indexes);
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
        options ??= IdentifyOptions.Default;
        var tokens = Tokenizer.Run(document.Text, options.MaxTokens);
        var view = new TextView(document.Text, tokens);
        var alignments = Texts(document, view);
        var matches = alignments.Select(a => a.Match).Take(options.MaxMatches).ToImmutableArray();
        return new Identification
        {
            Matches = matches,
            Alignments = [.. alignments.Take(options.MaxMatches)],
            Expression = matches.Length == 0 ? null : string.Join(" AND ", matches.Select(m => m.Id).Distinct(StringComparer.Ordinal)),
            NotRead = tokens.CutAt >= 0 ? $"only the first {options.MaxTokens} words were compared" : document.Truncated ? "the file goes on behind the limit" : null,
        };
    }

    private List<TextAlignment> Texts(TextDocument document, TextView view)
    {
        var builder = new MatchBuilder(document, view, Catalog, _vocabulary);
        var hits = _matcher.Find(view);
        var alignments = new List<TextAlignment>();
        for (var i = 0; i < hits.Count; i++)
        {
            var limit = i + 1 < hits.Count ? hits[i + 1].Best.Start : view.Words.Length;
            var previous = i > 0 ? hits[i - 1].Best.End : 0;
            foreach (var aligned in (IEnumerable<AlignedText>)[hits[i].Best, .. hits[i].Rivals])
            {
                alignments.Add(builder.Build(aligned, aligned.Template.Ids[0], AdjacentTerms.Before(view, aligned.Start, aligned.End, previous), AdjacentTerms.Behind(view, aligned.Start, aligned.End, limit)));
            }
        }

        return alignments;
    }
}
