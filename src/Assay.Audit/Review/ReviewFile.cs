using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>Reads a review file strictly: an unknown key, component, framework or requirement is an error with file and line.</summary>
public static class ReviewFile
{
    /// <summary>The decision that stands for none yet.</summary>
    public const string Undecided = "undecided";

    private static readonly Dictionary<string, Presence> Presences = new(StringComparer.Ordinal)
    {
        ["present"] = Presence.Present,
        ["partial"] = Presence.Partial,
        ["absent"] = Presence.Absent,
        ["unknown"] = Presence.Unknown,
    };

    private static readonly Dictionary<string, RequirementOutcome> Outcomes = new(StringComparer.Ordinal)
    {
        ["met"] = RequirementOutcome.Met,
        ["not-met"] = RequirementOutcome.NotMet,
        ["not-shown"] = RequirementOutcome.NotShown,
        ["not-applicable"] = RequirementOutcome.NotApplicable,
    };

    /// <summary>Reads a review.</summary>
    /// <exception cref="KnowledgeException">The file is malformed.</exception>
    public static Review Load(TextDocument document, DataTable knowledge)
    {
        var map = new StrictMap(YamlReader.Read(document.Path, document.Text));
        if (map.Text("review") != "1") throw KnowledgeException.At(map.Node, "'review' must be 1, the version of this format");
        map.OptionalText("release");
        var digest = map.OptionalText("digest");
        List<ReviewDecision> decisions = [.. map.Nodes("decisions").Select(n => Decision(n, knowledge)).OfType<ReviewDecision>()];
        map.Done();
        return new Review(digest, decisions);
    }

    private static ReviewDecision? Decision(DataNode node, DataTable knowledge)
    {
        var map = new StrictMap(node);
        var component = map.Optional("component");
        var requirement = map.Optional("requirement");
        var decision = map.Text("decision");
        map.OptionalText("question");
        var license = map.OptionalText("license");
        var author = map.OptionalText("author");
        var date = map.OptionalText("date");
        var reason = map.OptionalText("reason");
        var evidence = map.Texts("evidence");
        map.Done();
        if (decision == Undecided) return null;
        if (string.IsNullOrWhiteSpace(author) || string.IsNullOrWhiteSpace(reason)) throw KnowledgeException.At(node, "a decision names its author and its reason");
        if (date is null || !DateOnly.TryParseExact(date, "yyyy-MM-dd", out _)) throw KnowledgeException.At(node, "a decision names its date as YYYY-MM-DD");
        return new ReviewDecision
        {
            Subject = (component, requirement) switch
            {
                ({ } c, null) => new ReviewSubject.Component(PredicateReader.Component(c), Pick(map.Node, decision, Presences), license),
                (null, { } r) when license is null => Requirement(r, Pick(map.Node, decision, Outcomes), knowledge),
                (null, { } r) => throw KnowledgeException.At(r, "only a decision on a component states a license"),
                _ => throw KnowledgeException.At(node, "a decision is on either a component or a requirement"),
            },
            Author = author,
            Date = date,
            Reason = reason,
            Evidence = evidence,
        };
    }

    private static ReviewSubject.Requirement Requirement(DataNode node, RequirementOutcome outcome, DataTable knowledge)
    {
        if (node.Text.Split('/') is not [var framework, var id]) throw KnowledgeException.At(node, $"'{node.Text}' must be FRAMEWORK/REQUIREMENT, such as osaid-1.0/data-information");
        if (knowledge.File($"{FrameworkCatalog.Folder}{framework}.yaml") is null) throw KnowledgeException.At(node, $"there is no framework '{framework}'");
        return FrameworkCatalog.Load(knowledge, [framework])[0].Requirements.Any(r => string.Equals(r.Id, id, StringComparison.Ordinal))
            ? new ReviewSubject.Requirement(framework, id, outcome)
            : throw KnowledgeException.At(node, $"the framework '{framework}' has no requirement '{id}'; 'assay explain {framework}' lists them");
    }

    private static T Pick<T>(DataNode node, string decision, Dictionary<string, T> choices) => choices.TryGetValue(decision, out var value)
        ? value
        : throw KnowledgeException.At(node, $"'decision' takes {string.Join(", ", choices.Keys)} or {Undecided}, not '{decision}'");
}
