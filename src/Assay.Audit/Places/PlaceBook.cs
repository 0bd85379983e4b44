using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Audit;

/// <summary>What kind of place a part of a release is put in, outside the files at hand.</summary>
public enum PlaceKind
{
    /// <summary>A code repository of the publisher.</summary>
    [JsonStringEnumMemberName("repository")]
    Repository,

    /// <summary>One that by its name only runs or shows the model.</summary>
    [JsonStringEnumMemberName("use-repository")]
    UseRepository,

    /// <summary>One that by its name only measures it.</summary>
    [JsonStringEnumMemberName("evaluation-repository")]
    EvaluationRepository,

    /// <summary>One that by its name only makes data.</summary>
    [JsonStringEnumMemberName("data-repository")]
    DataRepository,

    /// <summary>A paper or report on the model.</summary>
    [JsonStringEnumMemberName("paper")]
    Paper,

    /// <summary>A data set that the card links to.</summary>
    [JsonStringEnumMemberName("dataset")]
    Dataset,

    /// <summary>The model whose weights the release packs in another form.</summary>
    [JsonStringEnumMemberName("original")]
    Original,

    /// <summary>The model it was made from.</summary>
    [JsonStringEnumMemberName("base-model")]
    BaseModel,

    /// <summary>A page of the project.</summary>
    [JsonStringEnumMemberName("page")]
    Page,
}

/// <summary>The words of <c>places.yaml</c> that tell such a place.</summary>
public sealed class PlaceBook
{
    private const string Path = "places.yaml";

    private static readonly string[] RuleIds = ["own-words", "about-code", "third-party", "others-section", "use-repository", "evaluation-repository", "data-repository", "page", "not-a-page", "repackaged-name", "repackaged-words", "others-paper", "others-paper-heading"];

    private readonly Dictionary<string, Rule> _rules;
    private readonly Dictionary<string, Regex> _compiled = new(StringComparer.Ordinal);

    private PlaceBook(ImmutableArray<string> hosts, Dictionary<string, Rule> rules) => (CodeHosts, _rules) = (hosts, rules);

    /// <summary>Hosts of code repositories, with a slash at the end.</summary>
    public ImmutableArray<string> CodeHosts { get; }

    /// <summary>Whether the words of a rule occur.</summary>
    /// <param name="rule">Id of the rule.</param>
    /// <param name="text">At most some hundred characters.</param>
    public bool Is(string rule, string text)
    {
        if (!_compiled.TryGetValue(rule, out var regex)) _compiled[rule] = regex = new Regex(_rules[rule].Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
        return regex.IsMatch(text);
    }

    /// <summary>Reads the file strictly.</summary>
    /// <exception cref="KnowledgeException">A rule is missing, unknown or malformed.</exception>
    public static PlaceBook Load(DataTable knowledge)
    {
        var root = knowledge.File(Path) ?? throw new KnowledgeException(Path, 1, "the places are missing");
        var file = new StrictMap(root);
        file.Text("source");
        file.OptionalText("about");
        var hosts = file.Texts("code-hosts");
        var rules = file.Nodes("rules").Select(Read).ToDictionary(r => r.Id, StringComparer.Ordinal);
        file.Done();
        if (RuleIds.FirstOrDefault(id => !rules.ContainsKey(id)) is { } missing) throw KnowledgeException.At(root, $"the rule '{missing}' is missing; add it");
        return new PlaceBook([.. hosts], rules);
    }

    /// <summary>Runs the samples.</summary>
    internal static IEnumerable<string> Verify(DataTable knowledge)
    {
        if (knowledge.File(Path) is null) yield break;
        var book = Load(knowledge);
        foreach (var rule in book._rules.Values)
        {
            foreach (var sample in rule.Matches.Where(s => !book.Is(rule.Id, s))) yield return $"knowledge/{Path}: the rule '{rule.Id}' does not match its sample: {sample}";
            foreach (var sample in rule.Rejects.Where(s => book.Is(rule.Id, s))) yield return $"knowledge/{Path}: the rule '{rule.Id}' matches a sample that it must not: {sample}";
        }
    }

    /// <summary>A kind by its name.</summary>
    /// <exception cref="KnowledgeException">There is no such kind.</exception>
    internal static PlaceKind KindOf(DataNode node, string name)
    {
        return WireName.All<PlaceKind>().TryGetValue(name, out var kind) ? kind : throw KnowledgeException.At(node, $"'{name}' is no place; see places.yaml");
    }

    private static Rule Read(DataNode node)
    {
        var map = new StrictMap(node);
        map.OptionalText("about");
        var rule = new Rule(map.Text("id"), map.Text("pattern"), [.. map.Texts("matches")], [.. map.Texts("rejects")]);
        map.Done();
        if (rule.Pattern.Contains(".*", StringComparison.Ordinal) || rule.Pattern.Contains(".+", StringComparison.Ordinal)) throw KnowledgeException.At(node, "'pattern' has an unbounded dot; write .{0,80}");
        return rule.Matches.IsEmpty || rule.Rejects.IsEmpty ? throw KnowledgeException.At(node, $"the rule '{rule.Id}' needs samples: matches and rejects") : rule;
    }

    private sealed record Rule(string Id, string Pattern, ImmutableArray<string> Matches, ImmutableArray<string> Rejects);
}
