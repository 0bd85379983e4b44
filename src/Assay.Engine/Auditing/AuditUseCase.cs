using Assay.Core;

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
        return new Report
        {
            Tool = new ToolInfo("assay", version, knowledge.Digest),
            Invocation = new InvocationInfo { Source = request.Source, With = request.With, Offline = request.Offline, StartedAt = time.StartedAt, ElapsedMs = time.ElapsedMs },
            Release = new ReleaseInfo { Name = request.Source, Digest = "" },
        };
    }
}
