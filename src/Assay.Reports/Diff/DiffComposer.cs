using System.Globalization;
using Assay.Core;
using Assay.Reports.Document;

namespace Assay.Reports.Diff;

/// <summary>Shows a difference as blocks: what became less open first.</summary>
public sealed class DiffComposer(MessageCatalog messages)
{
    /// <summary>Composes a difference.</summary>
    public IReadOnlyList<Block> Compose(DiffResult diff)
    {
        var evidence = new EvidenceBook(diff.Evidence, []);
        List<Block> blocks =
        [
            new Block.Heading(1, messages["diff.title", ("a", Name(diff.A)), ("b", Name(diff.B))]),
            new Block.Paragraph(messages[diff.A.Digest == diff.B.Digest ? "diff.same-digest" : "diff.digests", ("a", diff.A.Digest), ("b", diff.B.Digest)]),
        ];
        if (!string.Equals(diff.A.Knowledge, diff.B.Knowledge, StringComparison.Ordinal)) blocks.Add(new Block.Paragraph(messages["diff.knowledge", ("a", diff.A.Knowledge), ("b", diff.B.Knowledge)], Tone.Warn));
        if (diff.Components.Count + diff.Verdicts.Count == 0) return [.. blocks, new Block.Paragraph(messages["diff.nothing"], Tone.Good)];
        if (diff.Findings.Count > 0) blocks.Add(new Block.Statements([.. diff.Findings.Select(f => new Statement(f.Message, Tones.Of(f.Level), evidence.Of(f.Evidence), messages.Word("level", WireName.Of(f.Level))))]));
        foreach (var direction in new[] { ChangeDirection.LessOpen, ChangeDirection.MoreOpen, ChangeDirection.Changed })
        {
            var changes = diff.Components.Where(c => c.Direction == direction).ToList();
            if (changes.Count == 0) continue;
            blocks.Add(new Block.Heading(2, messages.Word("diff-direction", WireName.Of(direction))));
            blocks.Add(new Block.Statements([.. changes.Select(c => Statement(c, evidence))]));
        }

        return [.. blocks, .. Verdicts(diff, evidence)];
    }

    private IEnumerable<Block> Verdicts(DiffResult diff, EvidenceBook evidence)
    {
        if (diff.Verdicts.Count == 0) yield break;
        yield return new Block.Heading(2, messages["diff.verdicts"]);
        foreach (var verdict in diff.Verdicts)
        {
            yield return new Block.Paragraph(
                messages["diff.verdict", ("framework", messages.Word("framework", verdict.Framework)), ("before", State(verdict.Before)), ("after", State(verdict.After))],
                ToneOf(verdict.Direction));
            yield return new Block.Statements([.. verdict.Requirements.Select(r => new Statement(
                messages["diff.requirement", ("id", r.Id), ("before", Outcome(r.Before)), ("after", Outcome(r.After)), ("reason", r.Reason)], Tones.Of(r.After), evidence.Of(r.Evidence)))]);
        }
    }

    private Statement Statement(ComponentChange change, EvidenceBook evidence)
    {
        var component = messages.Word("component", change.Id);
        var name = change.Stage is null ? component : messages["component.stage", ("name", component), ("stage", messages.Word("stage", change.Stage))];
        var nothing = messages["diff.none"];
        (string, string)[] arguments =
        [
            ("component", name), ("aspect", messages.Word("diff-aspect", change.Aspect)), ("before", change.Before ?? nothing), ("after", change.After ?? nothing), ("detail", string.Join("; ", change.Detail)),
        ];
        return new Statement(messages[change.Detail.Count > 0 ? "diff.change-detail" : "diff.change", arguments], ToneOf(change.Direction), evidence.Of(change.Evidence));
    }

    private string Outcome(RequirementOutcome outcome) => messages.Word("requirement-outcome", WireName.Of(outcome));

    private string State(VerdictState state) => string.Join(", ", new[] { messages.Word("verdict", WireName.Of(state.Outcome)), state.Level, state.Score?.ToString("0.00", CultureInfo.InvariantCulture) }.OfType<string>());

    private static string Name(DiffSide side) => side.Revision is { } revision ? $"{side.Name}@{revision}" : side.Name;

    private static Tone ToneOf(ChangeDirection direction) => direction switch
    {
        ChangeDirection.MoreOpen => Tone.Good,
        ChangeDirection.LessOpen => Tone.Bad,
        _ => Tone.Unknown,
    };
}
