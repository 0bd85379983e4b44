using Assay.Audit;
using Assay.Core;
using Assay.Licensing;
using Assay.Sources;
using Assay.Weights;

namespace Assay.Engine;

/// <summary>The main job: locate, assess, judge, report.</summary>
/// <param name="knowledge">The reviewed facts.</param>
/// <param name="clock">The clock.</param>
/// <param name="version">Version of the program.</param>
public sealed class AuditUseCase(DataTable knowledge, TimeProvider clock, string version)
{
    private static readonly string[] DefaultFrameworks = ["osaid-1.0", "mof-1.0", "mot", "osai-index", "eu-ai-act-53-2", "open-weight-definition", "debian-ml-policy", "os-ai-map"];

    /// <summary>Audits a release.</summary>
    /// <exception cref="AssayException">The source could not be read, or an option makes no sense.</exception>
    public Report Run(AuditRequest request)
    {
        var time = new AuditClock(clock, Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") is not null);
        var tool = new ToolInfo("assay", version, knowledge.Digest);
        var invocation = new InvocationInfo { Source = request.Source, With = request.With, Offline = request.Offline };
        if (new RecordAudit(knowledge, Run).TryRun(request, tool, invocation) is { } record) return record with { Invocation = Timed(record.Invocation, time) };
        var source = new SourceRequest { Source = request.Source, With = [.. request.With], Offline = request.Offline, Limits = request.Limits, Clock = clock };
        var messages = new MessageCatalog(knowledge);
        var release = ReleaseLocator.Locate(source);
        var links = request.Follow ? FollowedLinks.Of(release, request, messages) : new FollowedLinks([], []);
        release = ReleaseLocator.Extend(release, source, links.Sources);
        var licenses = new LicenseAnalyzer(knowledge, Knowledge.Fingerprints);
        var found = ReleaseAssessor.Assess(release, knowledge, new AssessOptions { Limits = request.Limits, Clock = clock, Licenses = licenses });
        var reviewed = ReviewApplier.Apply(found.Facts, ReviewFiles.Read(request, knowledge), knowledge);
        var verdicts = FrameworkJudge.Judge(reviewed.Facts, knowledge, request.Frameworks.Count > 0 ? request.Frameworks : DefaultFrameworks, reviewed.Decisions);
        var weights = WeightFacts.Of(release, knowledge);
        var sizes = SizeClaims.Judge(found.Sizes, weights.Parameters, release, messages);
        var combination = new ReleaseCombination(licenses, ModelSeries.Load(knowledge), LicensePairs.Load(knowledge), messages);
        var own = found.OwnLicense is { } offered ? reviewed.Facts.Licenses.FirstOrDefault(l => l.Id == offered.Id) : null;
        var offer = own is null ? null : ReleaseTerms.Narrowed(ReleaseTerms.Of(own, found.Facts.Evidence, licenses) with { OtherDuties = found.WeightsTerms?.OtherDuties ?? [] }, found.CardLimits, found.Facts.Evidence);
        var terms = new ReleaseAdvice(offer, combination, found.Bases, found.Facts.Evidence, messages);
        var report = new Report
        {
            Tool = tool,
            Invocation = Timed(invocation with { Contacted = release.Contacted }, time),
            Release = found.Facts.Release with { Parameters = weights.Parameters },
            Licenses = reviewed.Facts.Licenses,
            Obligations = terms.Obligations(new ReleaseDocuments(release, licenses, request.Limits)),
            Conflicts = [.. found.Conflicts, .. combination.Conflicts(own, reviewed.Facts.Licenses, reviewed.Facts.Components, found.Bases, found.Facts.Evidence)],
            Uses = terms.Uses(request.Uses),
            Components = reviewed.Facts.Components,
            Claims = [.. found.Claims, .. sizes.Claims],
            Verdicts = verdicts,
            Lineage = Lineage(request, source, found.Declared, own is null ? null : ReleaseTerms.Of(own, found.Facts.Evidence)),
            Findings = [.. found.Findings, .. combination.NotRead(found.Bases), .. weights.Findings, .. reviewed.Findings],
            Evidence = [.. found.Facts.Evidence.Values, .. weights.Evidence, .. sizes.Evidence],
            Coverage = request.Follow ? [.. found.Coverage, new Coverage("links", links.Sources, links.NotFollowed)] : found.Coverage,
        };
        return new RebuildAdvisor(knowledge, messages).Of(report, found.Training, request.Rebuild);
    }

    private LineageInfo Lineage(AuditRequest request, SourceRequest source, IReadOnlyList<DeclaredParent> declared, LicenseTerms? own)
    {
        if (request.Against.Count == 0) return new LineageInfo { Declared = declared, Finding = declared.Count > 0 ? "unverifiable" : "none" };
        var measured = LineageUseCase.Against(request.Source, [.. request.Against.SelectMany(Models)], source, knowledge, own);
        return declared.Count > 0 ? measured with { Declared = declared } : measured;
    }

    /// <summary>A folder of models stands for each of them.</summary>
    private static IEnumerable<string> Models(string against)
    {
        if (!Directory.Exists(against) || Directory.EnumerateFiles(against).Any(WeightSet.IsWeightFile)) return [against];
        var models = Directory.EnumerateDirectories(against).Where(d => Directory.EnumerateFiles(d).Any(WeightSet.IsWeightFile)).Order(StringComparer.Ordinal).ToList();
        return models.Count > 0 ? models : [against];
    }

    private static InvocationInfo Timed(InvocationInfo invocation, AuditClock time) => invocation with { StartedAt = time.StartedAt, ElapsedMs = time.ElapsedMs };
}
