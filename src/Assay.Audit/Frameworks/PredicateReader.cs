using Assay.Core;

namespace Assay.Audit;

/// <summary>Reads predicates from a framework file, strictly: one key names the predicate, its value says the rest.</summary>
internal static class PredicateReader
{
    private static readonly Dictionary<string, RequirementOutcome> Outcomes = new(StringComparer.Ordinal)
    {
        ["met"] = RequirementOutcome.Met,
        ["not-met"] = RequirementOutcome.NotMet,
        ["not-shown"] = RequirementOutcome.NotShown,
        ["needs-person"] = RequirementOutcome.NeedsPerson,
    };

    private static readonly Dictionary<string, LicenseTest> Tests = new(StringComparer.Ordinal)
    {
        ["licensed"] = LicenseTest.Any,
        ["osi-approved"] = LicenseTest.OsiApproved,
        ["freedoms-all"] = LicenseTest.FreedomsAll,
        ["freedom-use"] = LicenseTest.FreedomUse,
        ["freedom-study"] = LicenseTest.FreedomStudy,
        ["freedom-modify"] = LicenseTest.FreedomModify,
        ["freedom-share"] = LicenseTest.FreedomShare,
        ["open-data"] = LicenseTest.OpenData,
        ["open-document"] = LicenseTest.OpenDocument,
        ["mot-open"] = LicenseTest.MotOpen,
    };

    private static readonly Dictionary<string, AccessKind> Ways = new(StringComparer.Ordinal)
    {
        ["anonymous"] = AccessKind.Anonymous,
        ["click-through"] = AccessKind.ClickThrough,
        ["approval"] = AccessKind.Approval,
        ["paid"] = AccessKind.Paid,
        ["api-only"] = AccessKind.ApiOnly,
        ["withdrawn"] = AccessKind.Withdrawn,
    };

    private static readonly Dictionary<string, DataClass> Classes = new(StringComparer.Ordinal)
    {
        ["open"] = DataClass.Open,
        ["public"] = DataClass.Public,
        ["obtainable"] = DataClass.Obtainable,
        ["unshareable"] = DataClass.Unshareable,
        ["undisclosed"] = DataClass.Undisclosed,
    };

    private static readonly Dictionary<string, SourceDuty> Duties = new(StringComparer.Ordinal)
    {
        ["shared"] = SourceDuty.Shared,
        ["located"] = SourceDuty.Located,
        ["described"] = SourceDuty.Described,
        ["disclosed"] = SourceDuty.Disclosed,
    };

    /// <summary>Names of all predicates in the order of the documentation.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "all", "any", "not", "present", "if-present", "complete", .. Tests.Keys, "clause", "no-clause", "access", "topics-covered",
        "data-class", "data-classes-only", "peer-reviewed", "openly-licensed", "person",
    ];

    /// <summary>Reads one predicate.</summary>
    /// <exception cref="KnowledgeException">It is unknown or malformed.</exception>
    public static Predicate Read(DataNode node)
    {
        if (node.Kind != DataKind.Mapping || node.Count != 1) throw KnowledgeException.At(node, "a check has exactly one key, the name of its predicate");
        var (name, line, value) = node.Pairs().First();
        if (Tests.TryGetValue(name, out var test)) return License(value, test);
        return name switch
        {
            "all" => new Predicate.All(Parts(value)),
            "any" => new Predicate.Any(Parts(value)),
            "not" => new Predicate.Not(Read(value)),
            "present" => Map(value, m => new Predicate.Present(Of(m), m.Choice("partial", Outcomes, RequirementOutcome.NotShown))),
            "if-present" => Map(value, m => new Predicate.IfPresent(Of(m), Read(m.Required("then")))),
            "complete" => Map(value, m => new Predicate.Complete(Of(m))),
            "clause" => Map(value, m => new Predicate.Clause(Of(m), m.Text("code"), m.Texts("not-met"), m.Texts("person"))),
            "no-clause" => Map(value, m => new Predicate.Clause(Of(m), m.Text("code"), null, m.Texts("person"))),
            "access" => Map(value, m => new Predicate.Access(Of(m), Choices(m, "met", Ways), Choices(m, "person", Ways), m.Choice("at-hand", Outcomes, RequirementOutcome.NotShown))),
            "topics-covered" => Map(value, ReadTopics),
            "data-class" => Map(value, m => new Predicate.Sources(m.Choice("class", Classes), m.Choice("must-be", Duties))),
            "data-classes-only" => Map(value, m => new Predicate.AllSources(Choices(m, "classes", Classes))),
            "peer-reviewed" => Map(value, m => new Predicate.PeerReviewed(Of(m))),
            "openly-licensed" => Map(value, m => new Predicate.OpenlyLicensed([.. m.Nodes("of").Select(Component)], (int)m.Number("at-least"))),
            "person" => Map(value, m => new Predicate.NeedsPerson(m.Text("question"), m.Optional("see") is { } see ? Component(see) : null)),
            _ => throw new KnowledgeException(node.File, line, $"the predicate '{name}' is not known; known are {string.Join(", ", Names)}"),
        };
    }

    /// <summary>Reads a component such as <c>code.train</c> or <c>data.train@base</c>.</summary>
    /// <exception cref="KnowledgeException">There is no such component.</exception>
    public static ComponentRef Component(DataNode node)
    {
        var parts = node.Text.Split('@');
        if (!ComponentId.TryParse(parts[0], out var id)) throw KnowledgeException.At(node, $"'{parts[0]}' is no component");
        return parts switch
        {
            [_] => new ComponentRef(id, null),
            [_, "base" or "post"] => new ComponentRef(id, parts[1]),
            _ => throw KnowledgeException.At(node, $"'{node.Text}' has no known stage; stages are base and post"),
        };
    }

    private static Predicate.TopicsCovered ReadTopics(StrictMap map)
    {
        var topics = map.Texts("topics");
        return new Predicate.TopicsCovered([.. map.Nodes("of").Select(Component)], topics, (int)(map.OptionalNumber("at-least") ?? topics.Count));
    }

    private static Predicate License(DataNode value, LicenseTest test) => Map(value, m => new Predicate.Licensed(
        Of(m), test, m.Choice("unlicensed", Outcomes, RequirementOutcome.NotMet), m.OptionalFlag("own") ?? false));

    private static Predicate Map(DataNode value, Func<StrictMap, Predicate> read)
    {
        var map = new StrictMap(value.Kind == DataKind.Mapping ? value : throw KnowledgeException.At(value, "expected a mapping such as {of: weights.final}"));
        var predicate = read(map);
        map.Done();
        return predicate;
    }

    private static ComponentRef Of(StrictMap map) => Component(map.Required("of"));

    private static List<Predicate> Parts(DataNode value) => value.Kind == DataKind.Sequence && value.Count > 0
        ? [.. value.Items().Select(Read)]
        : throw KnowledgeException.At(value, "expected a list of checks");

    private static List<T> Choices<T>(StrictMap map, string key, IReadOnlyDictionary<string, T> choices) =>
        [.. map.Nodes(key).Select(n => choices.TryGetValue(n.Text, out var value) ? value : throw KnowledgeException.At(n, $"'{key}' takes {string.Join(", ", choices.Keys)}, not '{n.Text}'"))];
}
