using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Audit;

/// <summary>The words of <c>results.yaml</c> that tell evaluation results.</summary>
public sealed class ResultWords
{
    private const string Path = "results.yaml";

    private static readonly string[] RuleIds = ["measure", "benchmark", "spoken-of", "other-table", "data-table", "measured"];

    private readonly Dictionary<string, (Regex Pattern, List<string> Matches, List<string> Rejects)> _rules;

    private ResultWords(Dictionary<string, (Regex Pattern, List<string> Matches, List<string> Rejects)> rules) => _rules = rules;

    /// <summary>Whether the words of a rule occur.</summary>
    /// <param name="rule">Id of the rule.</param>
    /// <param name="text">At most some thousand characters.</param>
    public bool Is(string rule, string text) => _rules[rule].Pattern.IsMatch(text);

    /// <summary>Where the words of a rule occur, or null.</summary>
    public (int Index, int Length)? In(string rule, string text) => _rules[rule].Pattern.Match(text) is { Success: true } match ? (match.Index, match.Length) : null;

    /// <summary>Reads the file strictly.</summary>
    /// <exception cref="KnowledgeException">A rule is missing, unknown or malformed.</exception>
    public static ResultWords Load(DataTable knowledge)
    {
        var root = knowledge.File(Path) ?? throw new KnowledgeException(Path, 1, "the words of results are missing");
        var file = new StrictMap(root);
        file.Text("source");
        var rules = file.Nodes("rules").Select(Read).ToDictionary(r => r.Id, r => (r.Pattern, r.Matches, r.Rejects), StringComparer.Ordinal);
        file.Done();
        if (RuleIds.FirstOrDefault(id => !rules.ContainsKey(id)) is { } missing) throw KnowledgeException.At(root, $"the rule '{missing}' is missing; add it");
        return new ResultWords(rules);
    }

    /// <summary>Runs the samples.</summary>
    internal static IEnumerable<string> Verify(DataTable knowledge)
    {
        if (knowledge.File(Path) is null) yield break;
        foreach (var (id, rule) in Load(knowledge)._rules)
        {
            foreach (var sample in rule.Matches.Where(s => !rule.Pattern.IsMatch(s))) yield return $"knowledge/{Path}: the rule '{id}' does not match its sample: {sample}";
            foreach (var sample in rule.Rejects.Where(s => rule.Pattern.IsMatch(s))) yield return $"knowledge/{Path}: the rule '{id}' matches a sample that it must not: {sample}";
        }
    }

    private static (string Id, Regex Pattern, List<string> Matches, List<string> Rejects) Read(DataNode node)
    {
        var map = new StrictMap(node);
        map.OptionalText("about");
        var id = map.Text("id");
        var pattern = map.Text("pattern");
        var (matches, rejects) = (map.Texts("matches").ToList(), map.Texts("rejects").ToList());
        map.Done();
        if (pattern.Contains(".*", StringComparison.Ordinal) || pattern.Contains(".+", StringComparison.Ordinal)) throw KnowledgeException.At(node, "'pattern' has an unbounded dot; write .{0,80}");
        if (matches.Count == 0 || rejects.Count == 0) throw KnowledgeException.At(node, $"the rule '{id}' needs samples: matches and rejects");
        return (id, new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture), matches, rejects);
    }
}
