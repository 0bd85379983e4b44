using Assay.Core;

namespace Assay.Audit;

/// <summary>Rules on the topics of documents and on named sources of training data.</summary>
internal sealed class DataRules(JudgeContext context)
{
    private static readonly ComponentRef[] Holders =
    [
        new(ComponentId.DataTrain, null), new(ComponentId.DocDataInfo, null), new(ComponentId.DocDataCard, null),
    ];

    /// <summary>Whether documents together cover topics: what an unread document could cover is not shown, not missing.</summary>
    public Judgement Judge(Predicate.TopicsCovered predicate)
    {
        var facts = predicate.Documents.SelectMany(context.FactsOf).ToList();
        var covered = facts.SelectMany(f => f.Topics).Where(t => t.Covered && predicate.Topics.Contains(t.Topic, StringComparer.Ordinal)).ToList();
        var missing = predicate.Topics.Where(t => covered.All(c => !string.Equals(c.Topic, t, StringComparison.Ordinal))).ToList();
        IReadOnlyList<string> evidence = [.. covered.SelectMany(t => t.Evidence).Distinct(StringComparer.Ordinal)];
        if (predicate.Topics.Count - missing.Count >= predicate.AtLeast) return Topics(RequirementOutcome.Met, "judge.topics-covered", predicate, missing, evidence);
        var main = context.FactsOf(predicate.Documents[0]);
        if (facts.Count == 0 || main.Count == 0 || facts.Any(JudgeContext.IsOpen)) return Topics(RequirementOutcome.NotShown, "judge.topics-unread", predicate, missing, evidence) with { IsEcho = main.Any(JudgeContext.IsOpen) };
        return covered.Count == 0 && main.All(JudgeContext.IsMissing)
            ? Topics(RequirementOutcome.NotMet, "judge.topics-missing", predicate, missing, [.. main.SelectMany(f => f.Evidence)]) with { IsEcho = true }
            : Topics(RequirementOutcome.NotShown, "judge.topics-some", predicate, missing, evidence);
    }

    /// <summary>Whether every named source of a class is handled as the class demands.</summary>
    public Judgement Judge(Predicate.Sources predicate)
    {
        var word = context.Messages.Word("data-class", WireName.Of(predicate.Class));
        var sources = Named().Where(s => s.Class == predicate.Class).ToList();
        return sources.Count == 0
            ? Judgement.Of(RequirementOutcome.NotApplicable, context.Messages["judge.sources-none", ("class", word)])
            : Judgement.All([.. sources.GroupBy(s => Handled(s, predicate.Must)).Select(g => Judgement.Of(g.Key.Outcome, context.Messages[g.Key.Message, ("sources", string.Join(", ", g.Select(Called))), ("class", word)], [.. g.SelectMany(s => s.Evidence)]))]);
    }

    /// <summary>Whether every named source is of one of some classes.</summary>
    public Judgement Judge(Predicate.AllSources predicate)
    {
        var sources = Named();
        if (sources.Count == 0) return Judgement.Of(RequirementOutcome.NotShown, context.Messages["judge.sources-unnamed"]);
        return Judgement.All([.. sources.Select(s => Judgement.Of(
            predicate.Classes.Contains(s.Class) ? RequirementOutcome.Met : s.Class == DataClass.Undisclosed ? RequirementOutcome.NotShown : RequirementOutcome.NotMet,
            context.Messages["judge.source-class", ("source", s.Name), ("class", context.Messages.Word("data-class", WireName.Of(s.Class)))],
            s.Evidence))]);
    }

    private static (RequirementOutcome Outcome, string Message) Handled(DataSource source, SourceDuty duty) => duty switch
    {
        SourceDuty.Disclosed => (RequirementOutcome.NotShown, "judge.source-undisclosed"),
        SourceDuty.Described => (RequirementOutcome.NeedsPerson, "judge.source-described"),
        _ when source.Location is null => (RequirementOutcome.NotShown, "judge.source-nowhere"),
        SourceDuty.Located => (RequirementOutcome.Met, "judge.source-located"),
        _ => source.Access switch
        {
            AccessKind.Anonymous or AccessKind.ClickThrough => (RequirementOutcome.Met, "judge.source-shared"),
            AccessKind.Unknown => (RequirementOutcome.NotShown, "judge.source-access-unknown"),
            _ => (RequirementOutcome.NotMet, "judge.source-withheld"),
        },
    };

    private string Called(DataSource source) => source.Location is { } location ? context.Messages["judge.source-place", ("source", source.Name), ("location", location)] : source.Name;

    private List<DataSource> Named() => [.. Holders.SelectMany(context.FactsOf).SelectMany(f => f.Sources).DistinctBy(s => (s.Name, s.Class))];

    private Judgement Topics(RequirementOutcome outcome, string message, Predicate.TopicsCovered predicate, List<string> missing, IReadOnlyList<string> evidence)
    {
        string Words(IEnumerable<string> topics) => string.Join(", ", topics.Select(t => context.Messages.Word("topic", t)));
        return Judgement.Of(outcome, context.Messages[message, ("component", context.NameOf(predicate.Documents[0])), ("covered", Words(predicate.Topics.Except(missing))), ("missing", Words(missing))], evidence);
    }
}
