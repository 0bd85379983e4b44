using Assay.Core;

namespace Assay.Engine;

/// <summary>Compares two reports: what became more or less open.</summary>
public static class ReportDiff
{
    /// <summary>Compares two reports. What one side does not know is a change without direction.</summary>
    public static DiffResult Compare(Report a, Report b, DataTable knowledge)
    {
        IReadOnlyList<ComponentChange> components = [.. ComponentDiff.Compare(a, b)];
        IReadOnlyList<LicenseChange> licenses = [.. LicenseDiff.Drift(components, a, b)];
        IReadOnlyList<VerdictChange> verdicts = [.. a.Verdicts.Join(b.Verdicts, v => v.Framework, v => v.Framework, VerdictDiff.Compare, StringComparer.Ordinal).OfType<VerdictChange>()];
        IReadOnlyList<Finding> findings = [.. DiffFindings.Of(components, licenses, new MessageCatalog(knowledge))];
        var used = components.SelectMany(c => c.Evidence).Concat(verdicts.SelectMany(v => v.Requirements).SelectMany(r => r.Evidence)).Concat(licenses.SelectMany(l => l.Evidence.Concat(l.Clauses.SelectMany(c => c.Evidence)))).Concat(findings.SelectMany(f => f.Evidence)).ToHashSet(StringComparer.Ordinal);
        return new DiffResult
        {
            A = Side(a, b, used),
            B = Side(b, a, used),
            Components = components,
            Licenses = licenses,
            Verdicts = verdicts,
            Findings = findings,
            Evidence = [.. a.Evidence.Concat(b.Evidence).DistinctBy(e => e.Id).Where(e => used.Contains(e.Id)).OrderBy(e => e.Id, StringComparer.Ordinal)],
        };
    }

    private static DiffSide Side(Report report, Report other, HashSet<string> used)
    {
        var elsewhere = other.Evidence.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        return new DiffSide(report.Release.Name, report.Release.Revision, report.Release.Digest, report.Tool.Knowledge)
        {
            Evidence = [.. report.Evidence.Select(e => e.Id).Where(id => used.Contains(id) && !elsewhere.Contains(id)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }
}
