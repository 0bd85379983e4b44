using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>What the words of a text say, clause by clause.</summary>
/// <param name="Facts">A fact for each of the 21 codes.</param>
/// <param name="Freedoms">The four freedoms.</param>
/// <param name="DecidedBy">For each freedom that is not free, the code of the clause that decided it.</param>
/// <param name="Divergences">Where the language versions of the text disagree.</param>
/// <param name="Scope">What else the freedoms rest on.</param>
public sealed record ClauseAnalysis(
    IReadOnlyDictionary<string, ClauseFact> Facts,
    Freedoms Freedoms,
    IReadOnlyDictionary<string, string> DecidedBy,
    IReadOnlyList<LanguageDivergence> Divergences,
    GrantScope Scope)
{
    /// <summary>Ids of duties that no clause code carries, such as <c>state-changes</c>.</summary>
    public IReadOnlyList<string> OtherDuties { get; init; } = [];

    /// <summary>Every place where the words speak of a clause, as facts without a value.</summary>
    internal Func<string, IEnumerable<ClauseFact>> Places { get; init; } = _ => [];
}

/// <summary>The languages of a bilingual text disagree on a clause.</summary>
/// <param name="Code">The clause code.</param>
/// <param name="Chinese">What the Chinese part says.</param>
/// <param name="English">What the English part says.</param>
public sealed record LanguageDivergence(string Code, ClauseFact Chinese, ClauseFact English);

/// <summary>
/// Reads clause facts out of any license text, English or Chinese, that was never seen before: sentences with sections, a cue grammar for each code,
/// guards for definitions, disclaimers, exceptions and encouragements, then the rules that join the findings.
/// </summary>
public sealed class ClauseAnalyzer
{
    private const double SecondLanguage = 0.2;

    /// <summary>Duties and conditions that no clause code carries, by the file of their cues.</summary>
    private static readonly string[] Beyond = ["state-changes", "hosting", "network-source"];

    private readonly ClauseGrammar _grammar;

    /// <summary>Reads the cue grammar.</summary>
    /// <exception cref="KnowledgeException">A file of the grammar breaks the format.</exception>
    public ClauseAnalyzer(DataTable knowledge) => _grammar = ClauseGrammar.Load(knowledge);

    internal ClauseGrammar Grammar => _grammar;

    /// <summary>Analyzes a text.</summary>
    public ClauseAnalysis Analyze(TextDocument document)
    {
        var sentences = Segmenter.Segment(document);
        var whole = Build(document, sentences);
        var (chinese, english) = (sentences.Where(s => s.Chinese).ToList(), sentences.Where(s => !s.Chinese).ToList());
        return Bilingual(chinese, english) ? Compare(whole, Build(document, chinese), Build(document, english)) : whole;
    }

    private ClauseAnalysis Build(TextDocument document, IReadOnlyList<Sentence> sentences)
    {
        var text = new ClauseText(document, _grammar, sentences);
        var grounds = FactJoin.Read(text, sentences);
        var (freedoms, decidedBy) = FreedomRules.Decide(grounds.Facts, grounds.Scope);
        return new ClauseAnalysis(grounds.Facts, freedoms, decidedBy, [], grounds.Scope) { OtherDuties = [.. Beyond.Where(d => text.Strictest(d) is not null)], Places = code => PlacesOf(text, code) };
    }

    private static IEnumerable<ClauseFact> PlacesOf(ClauseText text, string code)
    {
        IEnumerable<string> files = code is ClauseCodes.FieldOfUse or ClauseCodes.AcceptableUsePolicy or ClauseCodes.Outputs ? [code, "prohibited-uses"] : [code];
        return files.SelectMany(text.Every).Select(h => text.Fact(null, h));
    }

    private static bool Bilingual(List<Sentence> chinese, List<Sentence> english)
    {
        // A Chinese character says about as much as three and a half letters.
        var (zh, en) = (chinese.Sum(s => (long)(s.End - s.Start)) * 3.5, (double)english.Sum(s => (long)(s.End - s.Start)));
        return zh + en > 0 && Math.Min(zh, en) / (zh + en) > SecondLanguage;
    }

    private static ClauseAnalysis Compare(ClauseAnalysis whole, ClauseAnalysis chinese, ClauseAnalysis english)
    {
        var divergences = new List<LanguageDivergence>();
        var facts = new Dictionary<string, ClauseFact>(whole.Facts, StringComparer.Ordinal);
        foreach (var code in ClauseCodes.All)
        {
            var (zh, en) = (chinese.Facts[code], english.Facts[code]);
            if (!Disagree(code, zh.Value, en.Value)) continue;
            divergences.Add(new LanguageDivergence(code, zh, en));
            facts[code] = facts[code] with { Certainty = Certainty.Doubtful };
        }

        return whole with { Facts = facts, Divergences = divergences };
    }

    // Only where both parts speak of the clause and say different things: a part that is silent may leave it to the other.
    private static bool Disagree(string code, ClauseValue? a, ClauseValue? b) => code switch
    {
        ClauseCodes.CommercialUse or ClauseCodes.UserThreshold or ClauseCodes.RevenueThreshold or ClauseCodes.FieldOfUse or ClauseCodes.NoTrain or ClauseCodes.ResearchOnly
            or ClauseCodes.Registration or ClauseCodes.ShareAlike => !Equals(a, b),
        _ => false,
    };
}
