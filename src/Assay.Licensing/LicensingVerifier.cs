using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>Loads the facts and the cue grammar of the licensing room strictly and runs the samples of every rule.</summary>
public static class LicensingVerifier
{
    /// <summary>Verifies a knowledge table.</summary>
    /// <returns>The problems, each with its file.</returns>
    /// <exception cref="KnowledgeException">A file breaks its format.</exception>
    public static IEnumerable<string> Verify(DataTable knowledge)
    {
        var facts = LicenseFacts.Load(knowledge);
        var catalog = LicenseCatalog.Load(knowledge);
        foreach (var license in facts.All)
        {
            if (catalog.ById(license.Id) is null) yield return $"licenses/{license.Id.ToLowerInvariant()}.yaml: the catalog has no license '{license.Id}'; correct the id or add the license to identification/";
            if (license.Policy is { } policy && facts.Of(policy) is null && catalog.ById(policy) is null) yield return $"licenses/{license.Id.ToLowerInvariant()}.yaml: the policy '{policy}' is not known; correct its id";
        }

        var series = ModelSeries.Load(knowledge);
        foreach (var license in series.Licenses.Where(l => facts.Of(l) is null)) yield return $"model-licenses.yaml: the license '{license}' has no facts; correct its id";
        foreach (var (text, license) in series.Samples.Where(s => series.LicenseOf(s.Text) != s.License)) yield return $"model-licenses.yaml: '{text}' must give {license ?? "no license"} and gives {series.LicenseOf(text) ?? "none"}";

        var pairs = LicensePairs.Load(knowledge);
        foreach (var (license, line) in pairs.Named.Where(n => facts.Of(n.License) is null && catalog.ById(n.License) is null)) yield return $"license-pairs.yaml:{line}: there is no license '{license}'; correct its id";
        foreach (var rule in pairs.Further.Where(f => !ClauseCodes.All.Contains(f.Clause))) yield return $"license-pairs.yaml: there is no clause code '{rule.Clause}'";

        var grammar = ClauseGrammar.Load(knowledge);
        foreach (var (file, rules) in ClauseGrammarSource.Read(knowledge).Files)
        {
            var number = grammar.Rules(file).Start.Value;
            foreach (var rule in rules)
            {
                foreach (var sample in rule.Matches.Where(s => !Matches(grammar, number, s))) yield return $"licenses/clauses/{file}.yaml: the rule '{rule.Id}' must match '{sample}' and does not";
                foreach (var sample in rule.Rejects.Where(s => Matches(grammar, number, s))) yield return $"licenses/clauses/{file}.yaml: the rule '{rule.Id}' must not match '{sample}' and does";
                number++;
            }
        }
    }

    private static bool Matches(ClauseGrammar grammar, int rule, string sample)
    {
        var text = new ClauseText(TextDocument.Of("sample", sample), grammar, Segmenter.Segment(TextDocument.Of("sample", sample)));
        return text.Hits(rule).Count > 0;
    }
}
