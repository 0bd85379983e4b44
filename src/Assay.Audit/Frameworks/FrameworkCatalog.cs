using Assay.Core;

namespace Assay.Audit;

/// <summary>All frameworks of a knowledge table, read strictly.</summary>
public static class FrameworkCatalog
{
    /// <summary>The folder they stand in.</summary>
    public const string Folder = "frameworks/";

    private static readonly HashSet<string> Statuses = new(["adopted", "draft", "law", "practice"], StringComparer.Ordinal);

    private static readonly Dictionary<string, RequirementOutcome> Outcomes = new(StringComparer.Ordinal)
    {
        ["met"] = RequirementOutcome.Met,
        ["not-met"] = RequirementOutcome.NotMet,
        ["not-shown"] = RequirementOutcome.NotShown,
        ["needs-person"] = RequirementOutcome.NeedsPerson,
        ["not-applicable"] = RequirementOutcome.NotApplicable,
    };

    /// <summary>Reads all frameworks, in the order of their ids.</summary>
    /// <exception cref="KnowledgeException">One of them is malformed.</exception>
    public static IReadOnlyList<Framework> Load(DataTable knowledge) => [.. knowledge.Below(Folder).Select(f => Read(f.Root)).OrderBy(f => f.Id, StringComparer.Ordinal)];

    /// <summary>Reads the frameworks with the given ids, in the order given; all where none is given.</summary>
    /// <exception cref="AssayException">There is no such framework.</exception>
    public static IReadOnlyList<Framework> Load(DataTable knowledge, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0) return Load(knowledge);
        return [.. ids.Distinct(StringComparer.Ordinal).Select(id => knowledge.File($"{Folder}{id}.yaml") is { } root ? Read(root) : throw Unknown(knowledge, id))];
    }

    private static AssayException Unknown(DataTable knowledge, string id)
    {
        var known = knowledge.Below(Folder).Select(f => f.Path[Folder.Length..].Replace(".yaml", "", StringComparison.Ordinal));
        return AssayException.Usage($"there is no framework '{id}'; 'assay frameworks' lists them: {string.Join(", ", known)}");
    }

    private static Framework Read(DataNode root)
    {
        var map = new StrictMap(root);
        var steps = new Dictionary<string, string>(StringComparer.Ordinal);
        var framework = new Framework
        {
            Id = map.Text("id"),
            Title = map.Text("title"),
            Version = map.Text("version"),
            Status = map.Text("status"),
            About = map.Text("about"),
            Source = map.Text("source"),
            Scorer = map.Text("scorer"),
            Record = map.OptionalText("record"),
            Levels = [.. map.Nodes("levels").Select(ReadLevel)],
            Requirements = [.. map.Nodes("requirements").Select(ReadRequirement)],
            Steps = steps,
        };
        foreach (var (id, _, value) in map.Map("steps")?.Node.Pairs() ?? []) steps[id] = value.Text;
        map.Done();
        Check(root, framework);
        return framework;
    }

    private static void Check(DataNode root, Framework framework)
    {
        if (!string.Equals(root.File, $"{Folder}{framework.Id}.yaml", StringComparison.Ordinal)) throw KnowledgeException.At(root, $"the file of the framework '{framework.Id}' must be called {framework.Id}.yaml");
        if (!Statuses.Contains(framework.Status)) throw KnowledgeException.At(root, $"'status' takes {string.Join(", ", Statuses)}, not '{framework.Status}'");
        if (!Scorers.All.ContainsKey(framework.Scorer)) throw KnowledgeException.At(root, $"'scorer' takes {string.Join(", ", Scorers.All.Keys)}, not '{framework.Scorer}'");
        if (framework.Requirements.Count == 0) throw KnowledgeException.At(root, "a framework needs requirements");
        if (framework.Levels.Count == 0) throw KnowledgeException.At(root, "a framework needs levels");
        if (framework.Requirements.GroupBy(r => r.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) throw KnowledgeException.At(root, $"the requirement '{twice.Key}' stands here twice");
        if (framework.Requirements.FirstOrDefault(r => !framework.Steps.ContainsKey(r.Step)) is { } lost) throw KnowledgeException.At(root, $"the requirement '{lost.Id}' names the step '{lost.Step}', which is not among the steps");
        var groups = framework.Requirements.Select(r => r.Group).ToHashSet(StringComparer.Ordinal);
        if (framework.Levels.SelectMany(l => l.When).FirstOrDefault(c => c.Group != "*" && !groups.Contains(c.Group)) is { } condition) throw KnowledgeException.At(root, $"a level asks for the group '{condition.Group}', which no requirement has");
    }

    private static FrameworkLevel ReadLevel(DataNode node)
    {
        var map = new StrictMap(node);
        var when = map.Optional("when");
        var level = new FrameworkLevel(
            map.Text("id"),
            map.Text("title"),
            when is { } conditions ? [.. conditions.Pairs().Select(p => new GroupCondition(p.Key, [.. p.Value.Items(orScalar: true).Select(ReadOutcome)]))] : [],
            map.OptionalNumber("score"),
            map.Text("summary"));
        map.Done();
        return level;
    }

    private static RequirementOutcome ReadOutcome(DataNode node) => Outcomes.TryGetValue(node.Text, out var outcome)
        ? outcome
        : throw KnowledgeException.At(node, $"an outcome is one of {string.Join(", ", Outcomes.Keys)}, not '{node.Text}'");

    private static Requirement ReadRequirement(DataNode node)
    {
        var map = new StrictMap(node);
        var check = map.Required("check");
        var partial = map.Optional("partial");
        var requirement = new Requirement
        {
            Id = map.Text("id"),
            Title = map.Text("title"),
            Text = map.Text("text"),
            Source = map.Text("source"),
            Group = map.Text("group"),
            Level = map.OptionalText("level"),
            Counts = map.OptionalFlag("counts") ?? true,
            Required = map.OptionalFlag("required") ?? true,
            Check = PredicateReader.Read(check),
            CheckText = PredicateText.Of(check),
            PartialCheck = partial is { } half ? PredicateReader.Read(half) : null,
            RecordedIn = map.Optional("recorded-in") is { } recorded ? PredicateReader.Component(recorded) : null,
            Step = map.Text("step"),
        };
        map.Done();
        return requirement;
    }
}
