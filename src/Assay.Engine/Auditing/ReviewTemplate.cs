using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Audit;
using Assay.Core;

namespace Assay.Engine;

/// <summary>Writes a review file with everything in a report that needs a person, each still undecided.</summary>
public static class ReviewTemplate
{
    /// <summary>Digits of a file's digest that pin it.</summary>
    private const int Pin = 12;

    /// <summary>The file, YAML that <see cref="ReviewFile"/> reads.</summary>
    /// <param name="report">The report.</param>
    /// <param name="messages">The sentences.</param>
    public static string From(Report report, MessageCatalog messages)
    {
        var text = new StringBuilder();
        text.Append("# Decisions of persons. Set `decision`, and fill in author, date (YYYY-MM-DD) and reason; what stays undecided is ignored.\n");
        text.Append("# On a requirement: met, not-met, not-shown, not-applicable. On a component: present, partial, absent, unknown (and, if you like, license: an SPDX id).\n");
        text.Append("# A decision is kept while the evidence it names is unchanged (ID@DIGEST: the whole file); one that names none, while the digest of the release is the same.\n");
        text.Append("review: 1\n");
        Key(text, "release", report.Release.Name, "");
        Key(text, "digest", report.Release.Digest, "");
        List<string> entries = [.. Requirements(report), .. Components(report, messages)];
        text.Append(entries.Count == 0 ? "decisions: []\n" : "decisions:\n");
        foreach (var entry in entries) text.Append(entry);
        return text.ToString();
    }

    private static IEnumerable<string> Requirements(Report report) =>
        from verdict in report.Verdicts
        from requirement in verdict.Requirements
        where requirement.Outcome == RequirementOutcome.NeedsPerson
        select Entry("requirement", $"{verdict.Framework}/{requirement.Id}", requirement.Reason, Pinned(report, requirement.Evidence));

    private static IEnumerable<string> Components(Report report, MessageCatalog messages) =>
        from component in report.Components
        where component.Presence == Presence.Unknown
        select Entry("component", component.Stage is { } stage ? $"{component.Id}@{stage}" : component.Id, messages["review.question-component", ("component", messages.Word("component", component.Id))], Pinned(report, component.Evidence));

    // The first line of a license stands for its whole text: a decision on it must not outlive a changed clause.
    private static IReadOnlyList<string> Pinned(Report report, IReadOnlyList<string> evidence) => [.. evidence.Select(id =>
        report.Evidence.FirstOrDefault(e => e.Id == id) is { Sha256: { } digest, Path: var path } && FileRoles.IsLicense(path[(path.LastIndexOf('/') + 1)..].ToLowerInvariant()) ? $"{id}@{digest[..Pin]}" : id)];

    private static string Entry(string kind, string subject, string? question, IReadOnlyList<string> evidence)
    {
        var text = new StringBuilder();
        text.Append("  - ").Append(kind).Append(": ").Append(Quoted(subject)).Append('\n');
        if (question is not null) Key(text, "question", question, "    ");
        text.Append("    decision: ").Append(ReviewFile.Undecided).Append("\n    author: \"\"\n    date: \"\"\n    reason: \"\"\n");
        text.Append("    evidence: [").AppendJoin(", ", evidence.Select(Quoted)).Append("]\n");
        return text.ToString();
    }

    private static void Key(StringBuilder text, string key, string value, string indent) => text.Append(indent).Append(key).Append(": ").Append(Quoted(value)).Append('\n');

    /// <summary>A double-quoted YAML scalar: JSON's escapes are YAML's.</summary>
    private static string Quoted(string value) => $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.Default)}\"";
}
