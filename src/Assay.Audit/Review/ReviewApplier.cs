using Assay.Core;

namespace Assay.Audit;

/// <summary>What a review made of the facts.</summary>
/// <param name="Facts">The facts with the decisions on components applied.</param>
/// <param name="Decisions">The decisions on requirements, for <see cref="FrameworkJudge"/>.</param>
/// <param name="Findings">What was applied, and what was not because its evidence changed.</param>
public sealed record Reviewed(FactBase Facts, IReadOnlyList<RequirementDecision> Decisions, IReadOnlyList<Finding> Findings);

/// <summary>
/// Applies the decisions of persons after the rules. A decision is kept only while the evidence it rests on is unchanged;
/// one that rests on the release as a whole is kept only while the digest of the release is the same.
/// </summary>
public static class ReviewApplier
{
    /// <summary>Applies a review.</summary>
    public static Reviewed Apply(FactBase facts, Review review, DataTable knowledge)
    {
        if (review.Decisions.Count == 0) return new Reviewed(facts, [], []);
        var messages = new MessageCatalog(knowledge);
        var decisions = new List<RequirementDecision>();
        var findings = new List<Finding>();
        foreach (var given in review.Decisions)
        {
            var stale = Stale(facts, review, given);
            var decision = given with { Evidence = [.. given.Evidence.Select(IdOf)] };
            findings.Add(Say(messages, decision, stale));
            if (stale is not null) continue;
            if (decision.Subject is ReviewSubject.Requirement r) decisions.Add(new RequirementDecision(r.Framework, r.Id, r.Outcome, decision.Author, decision.Date, decision.Reason, decision.Evidence));
            else if (decision.Subject is ReviewSubject.Component c) facts = facts with { Components = Decide(facts.Components, c, decision) };
        }

        return new Reviewed(facts, decisions, findings);
    }

    private static string? Stale(FactBase facts, Review review, ReviewDecision decision)
    {
        if (decision.Evidence.Count == 0) return string.Equals(review.Digest, facts.Release.Digest, StringComparison.Ordinal) ? null : review.Digest ?? "";
        var gone = decision.Evidence.Where(e => !Holds(facts, e)).Select(IdOf).ToList();
        return gone.Count == 0 ? null : string.Join(", ", gone);
    }

    // "ID" rests on the words of the quote, "ID@DIGEST" on the whole file that it stands for, such as the text of a license.
    private static bool Holds(FactBase facts, string evidence) => facts.Evidence.TryGetValue(IdOf(evidence), out var found)
        && (evidence.IndexOf('@', StringComparison.Ordinal) is var at && at < 0 || (found.Sha256?.StartsWith(evidence[(at + 1)..], StringComparison.OrdinalIgnoreCase) ?? false));

    private static string IdOf(string evidence) => evidence.IndexOf('@', StringComparison.Ordinal) is var at && at >= 0 ? evidence[..at] : evidence;

    private static Finding Say(MessageCatalog messages, ReviewDecision decision, string? stale)
    {
        var subject = decision.Subject.ToString()!;
        (string, string)[] arguments = [("subject", subject), ("author", decision.Author), ("date", decision.Date), ("reason", decision.Reason), ("evidence", stale ?? "")];
        return stale switch
        {
            null => Finding.Of("review.applied", FindingLevel.Note, messages["review.applied", arguments], subject, decision.Evidence),
            _ when decision.Evidence.Count == 0 => Finding.Of("review.stale", FindingLevel.Warning, messages["review.stale-release", arguments], subject),
            _ => Finding.Of("review.stale", FindingLevel.Warning, messages["review.stale-evidence", arguments], subject),
        };
    }

    private static IReadOnlyList<ComponentFact> Decide(IReadOnlyList<ComponentFact> facts, ReviewSubject.Component subject, ReviewDecision decision)
    {
        bool Matches(ComponentFact f) => string.Equals(f.Id, subject.Target.Id.Value, StringComparison.Ordinal) && (subject.Target.Stage is null || string.Equals(f.Stage, subject.Target.Stage, StringComparison.Ordinal));
        if (!facts.Any(Matches)) return [.. facts, Decided(new ComponentFact { Id = subject.Target.Id.Value, Stage = subject.Target.Stage, Presence = Presence.Unknown, DecidedBy = decision.Author }, subject, decision)];
        return [.. facts.Select(f => Matches(f) ? Decided(f, subject, decision) : f)];
    }

    private static ComponentFact Decided(ComponentFact fact, ReviewSubject.Component subject, ReviewDecision decision) => fact with
    {
        Presence = subject.Presence,
        Basis = subject.Presence is Presence.Present or Presence.Partial ? fact.Basis ?? Basis.Stated : null,
        Looked = subject.Presence == Presence.Absent && fact.Looked.Count == 0 ? [decision.Author] : fact.Looked,
        Completeness = subject.Presence == Presence.Partial ? Completeness.Partial : fact.Completeness,
        License = subject.License is { } license ? new ComponentLicense(license, LicenseScope.Component) : fact.License,
        DecidedBy = decision.Author,
        Confidence = 1,
        Evidence = [.. decision.Evidence.Union(fact.Evidence, StringComparer.Ordinal)],
    };
}
