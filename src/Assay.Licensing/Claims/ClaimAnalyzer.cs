using System.Runtime.CompilerServices;
using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing.Claims;

/// <summary>
/// What a card says about openness: sentences that assert, deny or hedge it, with subject and scope, in English and Chinese;
/// and the licenses it names. It reads what is said, and judges nothing.
/// </summary>
public sealed class ClaimAnalyzer
{
    private readonly EnglishClaims _english;
    private readonly ChineseClaims _chinese;
    private readonly NamedLicenses _licenses;
    private readonly ConditionalWeakTable<TextDocument, ClaimsResult> _read = [];

    /// <summary>Loads the word lists.</summary>
    /// <exception cref="KnowledgeException">A list is missing or wrong.</exception>
    public ClaimAnalyzer(DataTable knowledge, LicenseCatalog catalog)
    {
        _english = new EnglishClaims(ClaimLexicon.Load(knowledge, "en"));
        _chinese = new ChineseClaims(ClaimLexicon.Load(knowledge, "zh"));
        _licenses = new NamedLicenses(catalog);
    }

    /// <summary>Reads a card; a document that was read before is not read again.</summary>
    public ClaimsResult Analyze(TextDocument document) => _read.GetValue(document, Read);

    /// <summary>The licenses that a sentence names, each with the part of a release that it puts under it; null where it names no part, or several together.</summary>
    public IReadOnlyList<(string Id, ClaimScope? Scope)> LicensesIn(string sentence) => [.. _licenses.In(sentence)];

    private ClaimsResult Read(TextDocument document)
    {
        var claims = new List<TextClaim>();
        var licenses = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var sentence in CardSentence.Of(document))
        {
            var found = _english.In(sentence.Text).Concat(_chinese.In(sentence.Text)).Concat(SizeAndOrigin.In(sentence.Text)).Distinct().ToList();
            foreach (var claim in found) claims.Add(new TextClaim(claim.Kind, claim.Polarity, claim.Subject, claim.Scope, sentence.Quote, sentence.Lines));
            foreach (var (id, scope) in _licenses.In(sentence.Quote))
            {
                if (licenses.Add(id) || !claims.Exists(c => c.Kind == ClaimKind.License && c.Lines == sentence.Lines)) claims.Add(new TextClaim(ClaimKind.License, Polarity.Asserts, ClaimSubject.Self, scope, sentence.Quote, sentence.Lines));
            }
        }

        return new ClaimsResult([.. claims.OrderBy(c => c.Lines.First).ThenBy(c => c.Kind)], [.. licenses]);
    }
}
