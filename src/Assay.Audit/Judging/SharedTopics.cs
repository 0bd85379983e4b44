using Assay.Core;

namespace Assay.Audit;

/// <summary>What a document says of another component is said in the card too: a report must not find the compute in one place and miss it in the next.</summary>
internal sealed class SharedTopics(ReleaseIndex index, EvidenceLedger ledger)
{
    private const int MaxEvidence = 2;

    private static readonly (string Topic, string Component)[] Told = [("compute", "doc.compute"), ("evaluation", "doc.evalresults"), ("code", "code.train")];

    /// <summary>The facts, with the topics of the card that other facts show to be covered.</summary>
    public List<ComponentFact> With(List<ComponentFact> facts) =>
        facts.ConvertAll(f => f.Id == ComponentId.DocModelCard.Value && f.Presence is Presence.Present or Presence.Partial ? f with { Topics = [.. f.Topics.Select(t => Covered(t, facts))] } : f);

    private TopicFact Covered(TopicFact topic, List<ComponentFact> facts)
    {
        if (topic.Covered || Array.Find(Told, t => t.Topic == topic.Topic) is not { Component: { } component }) return topic;
        var evidence = facts.Where(f => f.Id == component && f.Presence is Presence.Present or Presence.Partial or Presence.Claimed).SelectMany(f => f.Evidence).Where(IsSaidInDocument).Take(MaxEvidence).ToList();
        return evidence.Count == 0 ? topic : new TopicFact(topic.Topic, true, evidence);
    }

    private bool IsSaidInDocument(string id) => ledger.All.TryGetValue(id, out var evidence) && evidence.Lines is not null
        && index.Own.Any(f => f.Role is FileRole.Card or FileRole.Readme && f.Markdown is not null && f.Path == evidence.Path && f.Artifact.Id == evidence.Artifact);
}
