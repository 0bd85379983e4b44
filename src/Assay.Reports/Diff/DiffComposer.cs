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
        var evidence = new EvidenceBook(Sided(diff), []);
        List<Block> blocks =
        [
            new Block.Heading(1, messages["diff.title", ("a", Name(diff.A)), ("b", Name(diff.B))]),
            new Block.Paragraph(messages[diff.A.Digest == diff.B.Digest ? "diff.same-digest" : "diff.digests", ("a", Short(diff.A.Digest)), ("b", Short(diff.B.Digest))]),
        ];
        if (!string.Equals(diff.A.Knowledge, diff.B.Knowledge, StringComparison.Ordinal)) blocks.Add(new Block.Paragraph(messages["diff.knowledge", ("a", diff.A.Knowledge), ("b", diff.B.Knowledge)], Tone.Warn));
        if (diff.Components.Count + diff.Verdicts.Count == 0) return [.. blocks, new Block.Paragraph(messages["diff.nothing"], Tone.Good)];
        var parts = diff.Components.Where(c => c.Aspect != "license").ToList();
        var terms = diff.Components.Where(c => c.Aspect == "license").ToList();
        blocks.Add(new Block.Paragraph(messages["diff.summary", ("less", Count(parts, ChangeDirection.LessOpen)), ("more", Count(parts, ChangeDirection.MoreOpen)), ("changed", Count(parts, ChangeDirection.Changed)), ("licenses", Number(diff.Licenses.Count)), ("tighter", Count(terms, ChangeDirection.LessOpen)), ("looser", Count(terms, ChangeDirection.MoreOpen))]));
        if (diff.Findings.Count > 0) blocks.Add(new Block.Statements([.. diff.Findings.Select(f => new Statement(f.Message, Tones.Of(f.Level), evidence.Of(f.Evidence), messages.Word("level", WireName.Of(f.Level))))]));
        return
        [
            .. blocks, .. Parts(parts, ChangeDirection.LessOpen, evidence), .. Parts(parts, ChangeDirection.MoreOpen, evidence),
            .. new DriftSection(messages, evidence).Compose(diff.Licenses), .. Parts(parts, ChangeDirection.Changed, evidence), .. Verdicts(diff, evidence),
        ];
    }

    private IEnumerable<Block> Parts(IReadOnlyList<ComponentChange> changes, ChangeDirection direction, EvidenceBook evidence)
    {
        if (!changes.Any(c => c.Direction == direction)) yield break;
        yield return new Block.Heading(2, messages.Word("diff-direction", WireName.Of(direction)));
        yield return new Block.Statements([.. changes.Where(c => c.Direction == direction).Select(c => Statement(c, evidence))]);
    }

    private IEnumerable<Block> Verdicts(DiffResult diff, EvidenceBook evidence)
    {
        if (diff.Verdicts.Count == 0) yield break;
        yield return new Block.Heading(2, messages["diff.verdicts"]);
        foreach (var verdict in diff.Verdicts)
        {
            yield return new Block.Paragraph(
                messages[verdict.Before == verdict.After ? "diff.verdict-same" : "diff.verdict", ("framework", messages.Word("framework", verdict.Framework)), ("before", State(verdict.Before)), ("after", State(verdict.After))],
                ToneOf(verdict.Direction));
            yield return new Block.Statements([.. verdict.Requirements.Select(r => new Statement(
                messages["diff.requirement", ("id", r.Id), ("before", Outcome(r.Before)), ("after", Outcome(r.After)), ("reason", r.Reason)], Tones.Of(r.After), evidence.Of(r.Evidence)))]);
        }
    }

    private Statement Statement(ComponentChange change, EvidenceBook evidence)
    {
        var component = messages.Word("component", change.Id);
        var name = change.Stage is null ? component : messages["component.stage", ("name", component), ("stage", messages.Word("stage", change.Stage))];
        return new Statement(messages["diff." + change.Aspect, ("component", name), ("before", Value(change.Aspect, change.Before)), ("after", Value(change.Aspect, change.After))], ToneOf(change.Direction), evidence.Of(change.Evidence));
    }

    /// <summary>A value in words: <c>claimed (linked)</c> has a presence and a basis.</summary>
    private string Value(string aspect, string? value)
    {
        if (value is null) return messages["diff.none"];
        if (aspect == "access") return messages.Word("access-way", value);
        if (aspect == "completeness") return messages.Word("diff-completeness", value);
        var basis = value.IndexOf(" (", StringComparison.Ordinal);
        return basis < 0 ? messages.Word("diff-presence", value) : messages.Word("diff-basis", value[(basis + 2)..^1]);
    }

    /// <summary>Evidence says which side it is of: by the name of the release, or by the word for the side where both have one name.</summary>
    private IReadOnlyList<Evidence> Sided(DiffResult diff)
    {
        var same = string.Equals(Name(diff.A), Name(diff.B), StringComparison.Ordinal);
        var (a, b) = (diff.A.Evidence.ToHashSet(StringComparer.Ordinal), diff.B.Evidence.ToHashSet(StringComparer.Ordinal));
        var (first, second) = same ? (messages["diff.side-a"], messages["diff.side-b"]) : (Name(diff.A), Name(diff.B));
        return [.. diff.Evidence.Select(e => a.Contains(e.Id) ? e with { Path = $"{first}/{e.Path}" } : b.Contains(e.Id) ? e with { Path = $"{second}/{e.Path}" } : e)];
    }

    private static string Count(IEnumerable<ComponentChange> changes, ChangeDirection direction) => Number(changes.Count(c => c.Direction == direction));

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Short(string digest) => digest.Length > 12 ? digest[..12] : digest;

    private string Outcome(RequirementOutcome outcome) => messages.Word("requirement-outcome", WireName.Of(outcome));

    private string State(VerdictState state) => string.Join(", ", new[] { messages.Word("verdict", WireName.Of(state.Outcome)), Level(state.Level), state.Score?.ToString("0.00", CultureInfo.InvariantCulture) }.OfType<string>());

    private string? Level(string? level) => messages.Has($"verdict-level.{level}") ? messages[$"verdict-level.{level}"] : null;

    private static string Name(DiffSide side) => side.Revision is { } revision ? $"{side.Name}@{revision}" : side.Name;

    internal static Tone ToneOf(ChangeDirection direction) => direction switch
    {
        ChangeDirection.MoreOpen => Tone.Good,
        ChangeDirection.LessOpen => Tone.Bad,
        _ => Tone.Unknown,
    };
}
