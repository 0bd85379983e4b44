using Assay.Core;

namespace Assay.Engine;

/// <summary>
/// Conditions of <c>--fail-on</c>: a framework with an outcome (<c>osaid-1.0:fails</c>, <c>mot:undetermined</c>), <c>fails</c> or <c>undetermined</c> for any framework,
/// <c>contradiction</c>, <c>conflict</c>, <c>error</c>, <c>warning</c>, <c>no-license</c>, <c>restricted</c>, <c>unknown-license</c>.
/// </summary>
public static class FailOn
{
    private static readonly Dictionary<string, Func<Report, string?>> Conditions = new(StringComparer.Ordinal)
    {
        ["fails"] = r => Verdict(r, null, VerdictOutcome.Fails),
        ["undetermined"] = r => Verdict(r, null, VerdictOutcome.Undetermined),
        ["contradiction"] = r => r.Claims.FirstOrDefault(c => c.Finding == ClaimFinding.Contradicted)?.Quote,
        ["conflict"] = r => r.Conflicts.Count > 0 ? r.Conflicts[0].Because : null,
        ["error"] = r => r.Findings.FirstOrDefault(f => f.Level == FindingLevel.Error)?.Message,
        ["warning"] = r => r.Findings.FirstOrDefault(f => f.Level >= FindingLevel.Warning)?.Message,
        ["no-license"] = r => r.Licenses.Count == 0 ? "no license was found" : null,
        ["unknown-license"] = r => r.Licenses.FirstOrDefault(l => l.Match is LicenseMatchKind.Unidentified)?.Name,
        ["restricted"] = r => r.Licenses.FirstOrDefault(l => l.Freedoms is { Use: Freedom.Restricted or Freedom.Denied } or { Modify: Freedom.Restricted or Freedom.Denied } or { Share: Freedom.Restricted or Freedom.Denied })?.Name,
    };

    /// <summary>Says which condition holds first.</summary>
    /// <returns>The condition and what it was met by, or null where the gate lets the release pass.</returns>
    /// <exception cref="AssayException">A condition is not known.</exception>
    public static (string Condition, string What)? Check(Report report, IEnumerable<string> conditions)
    {
        foreach (var condition in conditions)
        {
            if (Test(report, condition) is { } what) return (condition, what);
        }

        return null;
    }

    /// <summary>Refuses conditions that cannot be meant, before any work is done.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <exception cref="AssayException">A condition is not known.</exception>
    public static void Validate(IEnumerable<string> conditions)
    {
        foreach (var condition in conditions)
        {
            if (!Conditions.ContainsKey(condition) && !(condition.Split(':') is [_, var outcome] && WireName.All<VerdictOutcome>().ContainsKey(outcome))) throw NotKnown(condition);
        }
    }

    private static AssayException NotKnown(string condition) =>
        AssayException.Usage($"--fail-on does not know '{condition}'; it takes {string.Join(", ", Conditions.Keys)}, or FRAMEWORK:OUTCOME with a framework that is judged and the outcome meets, fails or undetermined");

    private static string? Test(Report report, string condition)
    {
        if (Conditions.TryGetValue(condition, out var test)) return test(report);
        if (condition.Split(':') is [var framework, var outcome] && WireName.All<VerdictOutcome>().TryGetValue(outcome, out var wanted) && report.Verdicts.Any(v => v.Framework == framework))
        {
            return Verdict(report, framework, wanted);
        }

        throw NotKnown(condition);
    }

    private static string? Verdict(Report report, string? framework, VerdictOutcome outcome) =>
        report.Verdicts.FirstOrDefault(v => (framework is null || v.Framework == framework) && v.Outcome == outcome)?.Summary;
}
