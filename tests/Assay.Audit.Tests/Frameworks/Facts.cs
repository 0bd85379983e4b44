using Assay.Core;

namespace Assay.Audit.Tests.Frameworks;

/// <summary>Hand-made fact bases.</summary>
internal static class Facts
{
    public static readonly Freedoms Restricted = new(Freedom.Restricted, Freedom.Free, Freedom.Free, Freedom.Restricted);

    private static readonly string[] DataTopics = ["provenance", "scope", "obtained", "selection", "labeling", "processing"];

    /// <summary>A release that has everything under Apache-2.0, its data under CC-BY-4.0, open to anyone.</summary>
    public static FactBase Open() => Of([.. ComponentId.All.Select(id => Present(id, LicenseFor(id)))]);

    /// <summary>A release of which nothing is known.</summary>
    public static FactBase Unknown() => Of([.. ComponentId.All.Select(id => new ComponentFact { Id = id.Value, Presence = Presence.Unknown, DecidedBy = "test" })]);

    public static FactBase Of(IReadOnlyList<ComponentFact> components) => new()
    {
        Release = new ReleaseInfo { Name = "test", Digest = "d" },
        Components = components,
        Evidence = components.SelectMany(c => c.Evidence).Distinct(StringComparer.Ordinal)
            .ToDictionary(e => e, e => new Evidence { Id = e, Artifact = "model", Path = "README.md", Quote = e, Detector = "test" }, StringComparer.Ordinal),
    };

    public static ComponentFact Present(ComponentId id, string? license) => new()
    {
        Id = id.Value,
        Presence = Presence.Present,
        Basis = Basis.Read,
        Access = new ComponentAccess(AccessKind.Anonymous, null),
        Completeness = Completeness.Full,
        License = new ComponentLicense(license, license is null ? LicenseScope.None : LicenseScope.Repository),
        Topics = [.. TopicsOf(id).Select(t => new TopicFact(t, true, [$"{id.Value} {t}"]))],
        PeerReviewed = id == ComponentId.DocPaper ? true : null,
        DecidedBy = "test",
        Confidence = 1,
        Evidence = [$"ev {id.Value}"],
    };

    public static FactBase With(this FactBase facts, ComponentId id, Func<ComponentFact, ComponentFact> change) =>
        facts with { Components = [.. facts.Components.Select(c => c.Id == id.Value ? change(c) : c)] };

    public static FactBase Absent(this FactBase facts, params ComponentId[] ids) => ids.Aggregate(facts, (f, id) => f.With(id, c => c with
    {
        Presence = Presence.Absent,
        Basis = null,
        Looked = ["README.md"],
        Completeness = Completeness.Unknown,
        License = new ComponentLicense(null, LicenseScope.None),
        Topics = [],
        Sources = [],
    }));

    public static FactBase Claimed(this FactBase facts, ComponentId id, Basis basis) => facts.With(id, c => c with
    {
        Presence = Presence.Claimed,
        Basis = basis,
        Completeness = Completeness.Unknown,
        License = new ComponentLicense(null, LicenseScope.None),
        Topics = [],
    });

    public static FactBase Licensed(this FactBase facts, ComponentId id, string? license) => facts.With(id, c => c with { License = new ComponentLicense(license, license is null ? LicenseScope.None : LicenseScope.Component) });

    public static FactBase Terms(this FactBase facts, string id, Freedoms freedoms, params (string Code, ClauseValue? Value)[] clauses) => facts with
    {
        Licenses =
        [
            .. facts.Licenses,
            new LicenseInfo
            {
                Id = id, Name = id, Match = LicenseMatchKind.Exact, OsiApproved = false, Freedoms = freedoms, Evidence = ["ev license"],
                Clauses = [.. clauses.Select(c => new ClauseInfo(c.Code, c.Value, "use", "5", Certainty.Stated, [$"ev {c.Code}"]))],
            },
        ],
    };

    public static Verdict Judge(this FactBase facts, string framework, IReadOnlyList<RequirementDecision>? decisions = null) => FrameworkJudge.Judge(facts, TestKnowledge.Table, [framework], decisions)[0];

    public static RequirementResult Requirement(this Verdict verdict, string id) => verdict.Requirements.Single(r => r.Id == id);

    private static string LicenseFor(ComponentId id) => id.Value.StartsWith("data.", StringComparison.Ordinal) || id.Value.StartsWith("doc.", StringComparison.Ordinal) ? "CC-BY-4.0" : "Apache-2.0";

    private static string[] TopicsOf(ComponentId id) => id.Value switch
    {
        "doc.datainfo" or "doc.datacard" => DataTopics,
        "doc.usage" => ["modalities", "capabilities", "limitations", "integration"],
        "doc.modelcard" => ["architecture", "training", "evaluation", "limits"],
        "doc.report" or "doc.paper" => ["data", "architecture", "training", "tuning", "evaluation", "limits"],
        _ => [],
    };
}
