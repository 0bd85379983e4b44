using Assay.Audit;
using Assay.Core;
using Assay.Formats;

namespace Assay.Engine;

/// <summary>Audits a record of a human database: its entries are the facts, and a release beside it is what they are held against.</summary>
/// <param name="knowledge">The reviewed facts.</param>
/// <param name="auditRelease">Audits the release that a record describes.</param>
public sealed class RecordAudit(DataTable knowledge, Func<AuditRequest, Report> auditRelease)
{
    private static readonly string[] Extensions = [".yml", ".yaml"];

    /// <summary>Audits a record; the caller adds tool and invocation.</summary>
    /// <returns>The report, or null where SOURCE is no record.</returns>
    /// <exception cref="AssayException">A release beside it could not be read, or there is no such framework.</exception>
    public Report? TryRun(AuditRequest request, ToolInfo tool, InvocationInfo invocation)
    {
        if (!Extensions.Contains(Path.GetExtension(request.Source), StringComparer.OrdinalIgnoreCase) || !File.Exists(request.Source)) return null;
        using var file = FileBlob.Open(request.Source);
        if (TextDocument.Read(Path.GetFileName(request.Source), file, request.Limits) is not { } document) return null;
        if (RecordReader.TryRead(document, knowledge) is not { } facts) return null;
        var reviewed = ReviewApplier.Apply(facts, ReviewFiles.Read(request, knowledge), knowledge);
        var verdicts = FrameworkJudge.Judge(reviewed.Facts, knowledge, request.Frameworks.Count > 0 ? request.Frameworks : Defaults(facts.Record!), reviewed.Decisions);
        var report = new Report
        {
            Tool = tool,
            Invocation = invocation,
            Release = facts.Release,
            Licenses = reviewed.Facts.Licenses,
            Components = reviewed.Facts.Components,
            Verdicts = verdicts,
            Findings = [.. reviewed.Findings, .. FrameworkDifferences.Between(verdicts, reviewed.Facts, knowledge)],
            Evidence = [.. facts.Evidence.Values],
            Coverage = [new Coverage("components", [document.Path], [])],
        };
        return request.With.Aggregate(report, (r, with) => Beside(r, with, request));
    }

    private Report Beside(Report record, string with, AuditRequest request)
    {
        var path = with.Split('=', 2)[0];
        var release = auditRelease(request with { Source = path, With = [], Review = null });
        var artifacts = release.Release.Artifacts.Select(a => a with { Location = Path.Combine(path, a.Location).Replace('\\', '/') });
        return record with
        {
            Release = record.Release with { Artifacts = [.. record.Release.Artifacts, .. artifacts] },
            Findings = [.. record.Findings, .. RecordComparison.Compare(record, release, knowledge)],
            Evidence = [.. record.Evidence.Concat(release.Evidence).DistinctBy(e => e.Id)],
            Coverage = [.. record.Coverage, .. release.Coverage],
        };
    }

    private static IReadOnlyList<string> Defaults(string record) => record switch
    {
        "mot" => ["mot", "mof-1.0", "osaid-1.0"],
        _ => ["osai-index", "osaid-1.0"],
    };
}
