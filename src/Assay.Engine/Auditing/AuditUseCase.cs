using Assay.Audit;
using Assay.Core;
using Assay.Sources;

namespace Assay.Engine;

/// <summary>The main job: locate, assess, judge, report.</summary>
/// <param name="knowledge">The reviewed facts.</param>
/// <param name="clock">The clock.</param>
/// <param name="version">Version of the program.</param>
public sealed class AuditUseCase(DataTable knowledge, TimeProvider clock, string version)
{
    /// <summary>Audits a release.</summary>
    /// <exception cref="AssayException">The source could not be read, or an option makes no sense.</exception>
    public Report Run(AuditRequest request)
    {
        var time = new AuditClock(clock, Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") is not null);
        var release = ReleaseLocator.Locate(new SourceRequest { Source = request.Source, With = [.. request.With], Offline = request.Offline, Limits = request.Limits, Clock = clock });
        var found = ReleaseAssessor.Assess(release, knowledge, new AssessOptions { Limits = request.Limits, Clock = clock });
        return new Report
        {
            Tool = new ToolInfo("assay", version, knowledge.Digest),
            Invocation = new InvocationInfo { Source = request.Source, With = request.With, Offline = request.Offline, StartedAt = time.StartedAt, ElapsedMs = time.ElapsedMs },
            Release = found.Facts.Release,
            Licenses = found.Facts.Licenses,
            Conflicts = found.Conflicts,
            Components = found.Facts.Components,
            Claims = found.Claims,
            Lineage = new LineageInfo { Declared = found.Declared },
            Findings = found.Findings,
            Evidence = [.. found.Facts.Evidence.Values],
            Coverage = found.Coverage,
        };
    }
}
