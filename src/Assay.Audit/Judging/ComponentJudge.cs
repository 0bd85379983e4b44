using Assay.Core;
using Assay.Sources;

namespace Assay.Audit;

/// <summary>Makes one fact a component from what the detectors found.</summary>
internal sealed class ComponentJudge(EvidenceLedger ledger, Looked looked, ComponentVocabulary vocabulary, Release release)
{
    /// <summary>Most pieces of evidence of one fact.</summary>
    private const int MaxEvidence = 6;

    /// <summary>Bytes below which a file shows little: constants, a stub.</summary>
    private const int Trifle = 256;

    private static readonly string[] CodeHosts = ["github.com/", "gitlab.com/"];
    private readonly Naming _naming = new(release.Name);

    private static readonly string[] DataSourceTopics = ["provenance", "obtained", "listing-public", "listing-obtainable"];
    private static readonly string[] DataProcessingTopics = ["processing", "selection", "labeling"];

    /// <summary>The fact about a component.</summary>
    /// <param name="component">The component.</param>
    /// <param name="found">What was found for it.</param>
    /// <param name="unseen">Whether a document or a whole artifact could not be read.</param>
    /// <param name="place">A place where such a thing is put and that was not read, or null.</param>
    public ComponentFact Judge(ComponentId component, IReadOnlyList<Observation> found, bool unseen, Place? place)
    {
        var sorted = found.OrderBy(o => o.File.Role is FileRole.Card ? 0 : o.File.Role is FileRole.Readme ? 1 : 2).ThenBy(o => o.Start < 0 && o.File.Size is < Trifle ? 1 : 0).ThenBy(o => LeadsToWhatWasRead(o) ? 1 : 0).ThenBy(o => Names(o) ? 0 : 1).ThenBy(_naming.Rank).ThenBy(o => o.File.Path.Count(c => c == '/')).ThenBy(o => o.Start < 0 ? -(o.File.Size ?? 0) : 0).ToList();
        var fact = component == ComponentId.DocDataInfo ? DataInformation(sorted, unseen, place) : Decide(component, sorted, unseen, place);
        bool? reviewed = component == ComponentId.DocPaper && fact.Presence is Presence.Present or Presence.Partial or Presence.Claimed && sorted.Exists(o => o.Topic == "peer-reviewed") ? true : null;
        var topics = Topics(component, sorted);
        return fact with { Topics = topics, PeerReviewed = reviewed, Completeness = Covering(fact, topics) };
    }

    // A document that is here is as complete as the topics that it covers.
    private static Completeness Covering(ComponentFact fact, List<TopicFact> topics)
    {
        if (!fact.Id.StartsWith("doc.", StringComparison.Ordinal) || fact.Presence != Presence.Present || fact.Basis != Basis.Read || topics.Count == 0) return fact.Completeness;
        return topics.TrueForAll(t => t.Covered) ? Completeness.Full : topics.Exists(t => t.Covered) ? Completeness.Partial : Completeness.Unknown;
    }

    // Of several quotes from one place the one that names this very model tells most.
    private bool Names(Observation o) => o.Component == ComponentId.WeightsFinal && o.Start >= 0 && o.File.Text is { } text
        && text.Text.AsSpan(o.Start, Math.Min(o.Length, text.Text.Length - o.Start)).Contains(release.Name, StringComparison.OrdinalIgnoreCase);

    // A link to a repository that was read tells less than what was found there, or a link to one that was not.
    private bool LeadsToWhatWasRead(Observation o) => o.Says is Stance.Links or Stance.LinksPart && o.Start >= 0 && o.File.Text is { } text
        && Repository.Of(text.Text.Substring(o.Start, Math.Min(o.Length, text.Text.Length - o.Start)), CodeHosts) is { } repository && release.Artifacts.Any(repository.IsReadAs);

    private ComponentFact Decide(ComponentId component, List<Observation> found, bool unseen, Place? place)
    {
        List<Observation> Of(params ReadOnlySpan<Stance> stances)
        {
            var wanted = stances.ToArray();
            return found.FindAll(o => wanted.Contains(o.Says));
        }

        var (shows, part, links, linksPart) = (Of(Stance.Shows), Of(Stance.Part), Of(Stance.Links), Of(Stance.LinksPart));
        var (states, denies, promises) = (Of(Stance.States), Of(Stance.Denies), Of(Stance.Promises));
        if (shows.Count > 0) return Fact(component, Presence.Present, BasisOf(shows), Completeness.Unknown, [.. shows, .. links], shows.Count > 1 ? 0.95 : 0.85);
        if (part.Count > 0) return Fact(component, Presence.Partial, BasisOf(part), Completeness.Partial, [.. part, .. links, .. denies], 0.75);
        if (links.Count > 0) return Fact(component, Presence.Claimed, Basis.Linked, Completeness.Unknown, [.. links, .. states], 0.8);
        if (linksPart.Count > 0) return Fact(component, Presence.Claimed, Basis.Linked, Completeness.Partial, linksPart, 0.7);
        if (denies.Count > 0) return Fact(component, Presence.Absent, null, Completeness.Unknown, denies, 0.9);
        if (states.Count > 0) return Fact(component, Presence.Claimed, Basis.Stated, Completeness.Unknown, states, 0.7);
        if (promises.Count > 0) return Fact(component, Presence.Claimed, Basis.Promised, Completeness.Unknown, promises, 0.8);
        var mentions = Of(Stance.Mentions);
        return mentions.Count > 0 ? Open(component, mentions[0].Rule, Ids(mentions)) : Nothing(component, unseen, place);
    }

    private ComponentFact DataInformation(List<Observation> found, bool unseen, Place? place)
    {
        var sources = found.FindAll(o => DataSourceTopics.Contains(o.Topic));
        var processing = found.FindAll(o => DataProcessingTopics.Contains(o.Topic));
        if (sources.Count > 0 && processing.Count > 0) return Fact(ComponentId.DocDataInfo, Presence.Present, Basis.Read, Completeness.Unknown, [.. sources.Take(3), .. processing.Take(3)], 0.85);
        if (sources.Count + processing.Count > 0) return Fact(ComponentId.DocDataInfo, Presence.Partial, Basis.Read, Completeness.Partial, [.. sources, .. processing], 0.75);
        var denies = found.FindAll(o => o.Says == Stance.Denies);
        return denies.Count > 0 ? Fact(ComponentId.DocDataInfo, Presence.Absent, null, Completeness.Unknown, denies, 0.9) : Nothing(ComponentId.DocDataInfo, unseen, place);
    }

    private ComponentFact Nothing(ComponentId component, bool unseen, Place? place)
    {
        if (place is not null) return Open(component, "places." + WireName.Of(place.Kind), [place.Record(ledger)]);
        if (unseen) return Open(component, "not-looked-everywhere", []);
        return new ComponentFact { Id = component.Value, Presence = Presence.Absent, Looked = looked.For(component), DecidedBy = "nothing-found", Confidence = 0.7 };
    }

    // Words speak of it, or a place that may hold it was not read: nobody knows.
    private ComponentFact Open(ComponentId component, string rule, List<string> evidence) => new()
    {
        Id = component.Value,
        Presence = Presence.Unknown,
        Looked = looked.For(component),
        DecidedBy = rule,
        Confidence = 0,
        Evidence = evidence,
    };

    private ComponentFact Fact(ComponentId component, Presence presence, Basis? basis, Completeness completeness, List<Observation> on, double confidence) => new()
    {
        Id = component.Value,
        Presence = presence,
        Basis = basis,
        Looked = presence == Presence.Absent ? looked.For(component) : [],
        Completeness = completeness,
        DecidedBy = on[0].Rule,
        Confidence = confidence,
        Evidence = Ids(on),
    };

    private List<string> Ids(IEnumerable<Observation> on)
    {
        var ids = new List<string>();
        foreach (var observation in on)
        {
            if (ids.Count == MaxEvidence) break;
            var id = observation.Record(ledger);
            if (!ids.Contains(id)) ids.Add(id);
        }

        return ids;
    }

    private List<TopicFact> Topics(ComponentId component, List<Observation> found)
    {
        var topics = new List<TopicFact>();
        foreach (var topic in vocabulary[component].Topics)
        {
            var on = found.FindAll(o => o.Topic == topic);
            topics.Add(new TopicFact(topic, on.Count > 0, Ids(on.Take(2))));
        }

        return topics;
    }

    private static Basis BasisOf(List<Observation> on)
    {
        if (on.Exists(o => o.Start >= 0 || o.File.State == EntryState.Bytes)) return Basis.Read;
        return on.Exists(o => o.File.State == EntryState.Pointer) ? Basis.Pointer : Basis.Listed;
    }
}
