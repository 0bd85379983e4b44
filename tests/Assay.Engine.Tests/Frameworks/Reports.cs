using Assay.Core;
using Assay.Formats;
using Assay.Tests;

namespace Assay.Engine.Tests.Frameworks;

/// <summary>Small reports made by hand.</summary>
internal static class Reports
{
    public static DataTable Knowledge { get; } = new(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge")));

    public static Report Of(params IReadOnlyList<ComponentFact> components) => new()
    {
        Tool = new ToolInfo("assay", "0", "k"),
        Invocation = new InvocationInfo { Source = "x" },
        Release = new ReleaseInfo { Name = "test", Digest = "d" },
        Components = components,
        Evidence = [.. components.SelectMany(c => c.Evidence).Distinct(StringComparer.Ordinal).Select(e => new Evidence { Id = e, Artifact = "model", Path = "README.md", Quote = e, Detector = "test" })],
    };

    public static ComponentFact Fact(string id, Presence presence, Basis? basis = null, AccessKind access = AccessKind.Unknown, string? license = null, string? stage = null) => new()
    {
        Id = id,
        Stage = stage,
        Presence = presence,
        Basis = basis,
        Access = new ComponentAccess(access, null),
        License = new ComponentLicense(license, license is null ? LicenseScope.None : LicenseScope.Component),
        DecidedBy = "test",
        Evidence = [$"{id} {presence}"],
    };

    public static Report Licensed(this Report report, string id, Freedoms freedoms, params (string Code, ClauseValue? Value)[] clauses) => report with
    {
        Licenses = [.. report.Licenses, new LicenseInfo { Id = id, Name = id, Match = LicenseMatchKind.Exact, Freedoms = freedoms, Evidence = [$"text of {id}"], Clauses = [.. clauses.Select(c => new ClauseInfo(c.Code, c.Value, null, "1", Certainty.Stated, [$"{id} {c.Code}"]))] }],
        Evidence = [.. report.Evidence, .. new[] { $"text of {id}" }.Concat(clauses.Select(c => $"{id} {c.Code}")).Select(e => new Evidence { Id = e, Artifact = "model", Path = "LICENSE", Quote = e, Detector = "test" })],
    };

    public static Report Judged(this Report report, string framework, VerdictOutcome outcome, double? score, params (string Id, RequirementOutcome Outcome)[] requirements) => report with
    {
        Verdicts = [.. report.Verdicts, new Verdict { Framework = framework, Outcome = outcome, Score = score, Summary = "S.", Requirements = [.. requirements.Select(r => new RequirementResult(r.Id, r.Outcome, "Because.", [$"{r.Id} {r.Outcome}"]))] }],
    };
}
