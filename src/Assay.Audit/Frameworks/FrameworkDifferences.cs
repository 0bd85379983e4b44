using Assay.Core;

namespace Assay.Audit;

/// <summary>Where the Model Openness Tool as implemented and its framework as written come to different results on the same facts.</summary>
public static class FrameworkDifferences
{
    private const string Tool = "mot";
    private const string Text = "mof-1.0";

    /// <summary>One note for each component on which they differ, and one for the class; empty where not both were judged.</summary>
    public static IReadOnlyList<Finding> Between(IReadOnlyList<Verdict> verdicts, FactBase facts, DataTable knowledge)
    {
        if (verdicts.FirstOrDefault(v => v.Framework == Tool) is not { } tool || verdicts.FirstOrDefault(v => v.Framework == Text) is not { } text) return [];
        var messages = new MessageCatalog(knowledge);
        var findings = new List<Finding>();
        if (!string.Equals(tool.Level, text.Level, StringComparison.Ordinal))
        {
            findings.Add(Finding.Of("frameworks.mot-mof-class", FindingLevel.Note, messages["difference.mot-mof-class", ("release", facts.Release.Name), ("tool", tool.Level ?? ""), ("text", text.Level ?? "")], "class"));
        }

        foreach (var (a, b) in tool.Requirements.Join(text.Requirements, r => r.Id, r => r.Id, (a, b) => (a, b), StringComparer.Ordinal).Where(p => p.a.Outcome != p.b.Outcome))
        {
            (string, string)[] arguments =
            [
                ("component", messages.Word("component", a.Id)),
                ("tool", messages.Word("requirement-outcome", WireName.Of(a.Outcome))), ("tool-reason", a.Reason),
                ("text", messages.Word("requirement-outcome", WireName.Of(b.Outcome))), ("text-reason", b.Reason),
            ];
            findings.Add(Finding.Of("frameworks.mot-mof", FindingLevel.Note, messages["difference.mot-mof", arguments], a.Id, [.. a.Evidence.Union(b.Evidence, StringComparer.Ordinal)]));
        }

        return findings;
    }
}
