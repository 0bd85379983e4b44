using Assay.Core;
using Assay.Reports.Document;

namespace Assay.Reports.Diff;

/// <summary>Each change of license once: the components it concerns, the freedoms and the clauses that changed, in words.</summary>
internal sealed class DriftSection(MessageCatalog messages, EvidenceBook evidence)
{
    /// <summary>The blocks; none where no license changed.</summary>
    public IEnumerable<Block> Compose(IReadOnlyList<LicenseChange> licenses)
    {
        if (licenses.Count == 0) yield break;
        yield return new Block.Heading(2, messages["diff.licenses"]);
        foreach (var change in licenses.OrderBy(l => Order(l.Direction)))
        {
            yield return new Block.Heading(3, messages["diff.license", ("before", change.BeforeName ?? messages["diff.no-license"]), ("after", change.AfterName ?? messages["diff.no-license"])]);
            yield return new Block.Statements([.. Statements(change)]);
        }
    }

    private IEnumerable<Statement> Statements(LicenseChange change)
    {
        yield return new Statement(messages["diff.license-of", ("components", string.Join(", ", change.Components.Select(Name)))], DiffComposer.ToneOf(change.Direction), evidence.Of(change.Evidence));
        if (!change.Compared)
        {
            yield return new Statement(messages["diff.license-not-compared"], Tone.Unknown, []);
            yield break;
        }

        foreach (var freedom in change.Freedoms) yield return Said(messages.Word("freedom", freedom.Name), Answer(freedom.Before), Answer(freedom.After), ToneOf(freedom), []);
        foreach (var clause in change.Clauses) yield return Said(messages.Word("clause", clause.Code), Value(clause.Code, clause.Before), Value(clause.Code, clause.After), Tone.Neutral, evidence.Of(clause.Evidence));
    }

    private Statement Said(string label, string before, string after, Tone tone, IReadOnlyList<Evidence> quotes) => new(messages["diff.said", ("before", before), ("after", after)], tone, quotes, label);

    private string Answer(Freedom freedom) => messages.Word("freedom-answer", WireName.Of(freedom));

    private string Value(string code, ClauseValue? value) => ClauseCodes.IsUnset(value) && !messages.Has($"clause-value.{code}.{value}") ? messages["clause-value.nothing"] : ClauseValueWords.Of(messages, code, value);

    private string Name(string id)
    {
        var parts = id.Split('@');
        var name = messages.Word("component", parts[0]);
        return parts.Length == 1 ? name : messages["component.stage", ("name", name), ("stage", messages.Word("stage", parts[1]))];
    }

    private static Tone ToneOf(FreedomChange change) => change.After switch
    {
        Freedom.Free => Tone.Good,
        Freedom.Restricted or Freedom.Denied => Tone.Bad,
        _ => Tone.Unknown,
    };

    private static int Order(ChangeDirection direction) => direction switch
    {
        ChangeDirection.LessOpen => 0,
        ChangeDirection.MoreOpen => 1,
        _ => 2,
    };
}
