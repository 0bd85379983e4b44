using System.Collections.Immutable;
using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>How to analyze.</summary>
public sealed record AnalyzeOptions
{
    /// <summary>The options used unless others are given.</summary>
    public static AnalyzeOptions Default { get; } = new();

    /// <summary>Whether facts come from the words alone, as for a text never seen before; licenses are named all the same.</summary>
    public bool NoKnown { get; init; }

    /// <summary>Whether texts that do not look like terms, such as program code in a tree that is scanned, get no facts from their words; licenses that they name count all the same.</summary>
    public bool TermsOnly { get; init; }

    /// <summary>The acceptable use policy that the license incorporates, where it is at hand.</summary>
    public TextDocument? Policy { get; init; }
}

/// <summary>The front door of the licensing room: a text, or a tag, in; its licenses, clause facts and freedoms out. Safe to use from several threads.</summary>
public sealed class LicenseAnalyzer
{
    private const int LicenseLike = 6;
    private readonly ClauseAnalyzer _clauses;
    private readonly LicenseIdentifier _identifier;

    /// <summary>Opens the room.</summary>
    /// <param name="knowledge">The knowledge table.</param>
    /// <param name="fingerprints">Fingerprints of license texts, read in place.</param>
    /// <exception cref="KnowledgeException">A knowledge file is wrong.</exception>
    /// <exception cref="InvalidDataException">A fingerprint file is not of this version.</exception>
    public LicenseAnalyzer(DataTable knowledge, params ReadOnlySpan<ReadOnlyMemory<byte>> fingerprints)
    {
        _clauses = new ClauseAnalyzer(knowledge);
        _identifier = LicenseIdentifier.Create(knowledge, fingerprints);
        Known = LicenseFacts.Load(knowledge);
    }

    /// <summary>The licenses known by id.</summary>
    public LicenseCatalog Catalog => _identifier.Catalog;

    /// <summary>Reviewed facts of known licenses.</summary>
    public LicenseFacts Known { get; }

    /// <summary>Names the licenses in a text without reading its clauses.</summary>
    public Identification Identify(TextDocument document) => _identifier.Identify(document);

    /// <summary>Analyzes a text.</summary>
    public LicenseFile Analyze(TextDocument document, AnalyzeOptions? options = null)
    {
        options ??= AnalyzeOptions.Default;
        var found = _identifier.Identify(document);
        if (options.TermsOnly && found.Alignments.Length == 0 && !TermsLike.Is(document)) return Ordinary(document, found, options);
        var read = _clauses.Analyze(document);
        var file = new LicenseFile
        {
            Path = document.Path,
            Expression = found.Expression,
            Matches = found.Matches,
            Facts = read.Facts,
            Freedoms = read.Freedoms,
            DecidedBy = read.DecidedBy,
            OtherDuties = read.OtherDuties,
            Divergences = [.. read.Divergences.Select(Say)],
            OsiApproved = Approved(found.Matches),
            NotRead = found.NotRead,
        };
        return Join(options.NoKnown ? file : WithKnowledge(file, found, read), read, options);
    }

    // Program code, a card, a listing: what licenses it names, and their facts where it names one.
    private LicenseFile Ordinary(TextDocument document, Identification found, AnalyzeOptions options)
    {
        var file = new LicenseFile { Path = document.Path, Expression = found.Expression, Matches = found.Matches, OsiApproved = Approved(found.Matches), NotRead = found.NotRead };
        return options.NoKnown ? file : Referenced(file, found) ?? file;
    }

    /// <summary>Facts of a license that is only named (a tag, a reference): derived, without a place in a text. Null where none are held.</summary>
    /// <param name="name">An id, alias, hub tag or address.</param>
    public LicenseFile? OfTag(string name)
    {
        if (Catalog.Resolve(name) is not { } entry || Known.Of(entry.Id) is not { } known) return null;
        var policyRead = known.Policy is { } policy ? Known.Of(policy) : null;
        var facts = known.ToClauseFacts(Certainty.Derived);
        if (policyRead is not null) facts = IncorporatedPolicy.Read(facts, policyRead.ToClauseFacts(Certainty.Derived));
        return new LicenseFile
        {
            Path = name,
            Expression = entry.Id,
            Facts = policyRead is null ? IncorporatedPolicy.NotRead(facts) : facts,
            Freedoms = known.Freedoms,
            DecidedBy = FreedomRules.Decide(facts, ScopeOf(known)).DecidedBy,
            OsiApproved = entry.OsiApproved,
        };
    }

    private LicenseFile Join(LicenseFile file, ClauseAnalysis read, AnalyzeOptions options)
    {
        if (options.Policy is not { } policy) return file with { Facts = IncorporatedPolicy.NotRead(file.Facts) };
        var facts = IncorporatedPolicy.Read(file.Facts, IncorporatedPolicy.In(Analyze(policy, options with { Policy = null }).Facts, policy.Path));
        var (freedoms, decidedBy) = FreedomRules.Decide(facts, read.Scope);
        return file with { Facts = facts, Freedoms = freedoms, DecidedBy = decidedBy, Policy = policy.Path };
    }

    private LicenseFile WithKnowledge(LicenseFile file, Identification found, ClauseAnalysis read)
    {
        if (Main(found.Alignments) is { } main && Known.Of(main.License.Id) is { } known) return Merged(file, found, read, main, known);
        return found.Alignments.Length > 0 || IsLicense(read) ? file : Referenced(file, found) ?? file;
    }

    private LicenseFile? Referenced(LicenseFile file, Identification found)
    {
        var named = found.Matches.Where(m => m.Match is LicenseMatchKind.Reference or LicenseMatchKind.Tag).Select(m => m.Id).Distinct(StringComparer.Ordinal).ToList();
        if (named.Count != 1 || Known.Of(named[0]) is not { } license) return null;
        var lines = found.Matches.First(m => m.Id == named[0]).Lines;
        var facts = license.ToClauseFacts(Certainty.Derived).ToDictionary(f => f.Key, f => ClauseCodes.IsUnset(f.Value.Value) ? f.Value : f.Value with { Lines = lines }, StringComparer.Ordinal);
        return file with { Facts = facts, Freedoms = license.Freedoms, DecidedBy = FreedomRules.Decide(facts, ScopeOf(license)).DecidedBy, Divergences = [] };
    }

    private static bool IsLicense(ClauseAnalysis read) => read.Scope.Grants && read.Facts.Values.Count(f => f.Lines is not null) >= LicenseLike;

    // The longest license text; policies are part of it.
    private static TextAlignment? Main(ImmutableArray<TextAlignment> alignments) =>
        alignments.Where(a => !a.License.IsPolicy).MaxBy(a => a.Length) ?? alignments.MaxBy(a => a.Length);

    private static LicenseFile Merged(LicenseFile file, Identification found, ClauseAnalysis read, TextAlignment main, KnownLicense known)
    {
        var merge = new FactMerge(known, read, main);
        var facts = merge.Facts();
        var changed = merge.Changes.Count > 0;
        var (freedoms, decidedBy) = FreedomRules.Decide(facts, changed ? read.Scope : ScopeOf(known));
        return file with
        {
            Facts = facts,
            Freedoms = changed ? freedoms : known.Freedoms,
            DecidedBy = decidedBy,
            Matches = [.. found.Matches.Select(m => ReferenceEquals(m, main.Match) ? m with { Edits = [.. m.Edits.Select(e => e with { Effect = e.Effect ?? merge.Effect(e, m.Edits.Count == 1) })] } : m)],
            Divergences = main.Match.Match == LicenseMatchKind.Exact ? [] : file.Divergences,
        };
    }

    private static GrantScope ScopeOf(KnownLicense known) => new(
        known.Freedoms.Study != Freedom.Unspecified || known.Freedoms.Modify != Freedom.Unspecified,
        known.Freedoms.Study is Freedom.Restricted or Freedom.Denied,
        known.Limits == LimitKind.WholeGrant,
        known.Limits == LimitKind.Production);

    private bool? Approved(ImmutableArray<LicenseMatch> matches)
    {
        if (matches.Length == 0) return null;
        var main = matches.Where(m => m.Match is LicenseMatchKind.Exact or LicenseMatchKind.Altered or LicenseMatchKind.Family).ToList();
        if (main.Exists(m => m.Match != LicenseMatchKind.Exact)) return false;
        return (main.Count > 0 ? main : [.. matches]).TrueForAll(m => Catalog.ById(m.Id)?.OsiApproved == true);
    }

    private static string Say(LanguageDivergence d) => $"{d.Code}: the Chinese text says {d.Chinese.Value?.ToString() ?? "nothing"}, the English text {d.English.Value?.ToString() ?? "nothing"}";
}
