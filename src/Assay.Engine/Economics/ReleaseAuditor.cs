using Assay.Core;
using Assay.Economics;

namespace Assay.Engine;

/// <summary>Audits the releases that a scenario names: license, duties and openness become constraints and costs, the shape of the model feeds sizing.</summary>
internal sealed class ReleaseAuditor(DataTable knowledge, AuditUseCase audit, SizeUseCase size, string folder) : IReleaseAuditor
{
    public ReleaseFacts Audit(ReleaseQuestion question)
    {
        var beside = Path.Combine(folder, question.Release);
        var source = Directory.Exists(beside) || File.Exists(beside) ? beside : question.Release;
        var report = audit.Run(new AuditRequest { Source = source, Frameworks = question.Frameworks });
        var weights = report.Licenses.Count > 0 ? report.Licenses[0] : null;
        var (shape, why) = question.NeedsShape ? size.TryShape(source) : default;
        return new ReleaseFacts(
            report.Release.Name,
            ReleaseAdvice.BelowThresholds(question.Uses, question.Territory, question.Field, report.Licenses, report.Evidence.GroupBy(e => e.Id, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal), new MessageCatalog(knowledge)),
            [.. report.Verdicts.Select(v => (v.Framework, WireName.Of(v.Outcome), v.Level, v.Summary))],
            [.. report.Licenses.Select(l => l.Id).Distinct(StringComparer.Ordinal)])
        {
            Clauses = weights?.Clauses ?? [],
            Duties = report.Obligations,
            TextIsKnown = weights is { Match: LicenseMatchKind.Exact },
            Shape = shape,
            WithoutShape = why,
        };
    }
}
