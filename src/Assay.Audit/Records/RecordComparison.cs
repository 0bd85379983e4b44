using Assay.Core;

namespace Assay.Audit;

/// <summary>Where a record of a human database and the evidence of the release it describes differ. Both sides are quoted.</summary>
public static class RecordComparison
{
    /// <summary>Compares a report on a record with a report on a release. What either side does not know is no difference.</summary>
    public static IReadOnlyList<Finding> Compare(Report record, Report release, DataTable knowledge)
    {
        var messages = new MessageCatalog(knowledge);
        var lists = LicenseLists.Load(knowledge);
        return [.. record.Components.SelectMany(r => Matching(r, release).SelectMany(f => Compare(r, f, messages, lists))).DistinctBy(f => f.Fingerprint)];
    }

    private static IEnumerable<ComponentFact> Matching(ComponentFact record, Report release) => release.Components.Where(f =>
        string.Equals(f.Id, record.Id, StringComparison.Ordinal) && (f.Stage is null || record.Stage is null || string.Equals(f.Stage, record.Stage, StringComparison.Ordinal)));

    private static IEnumerable<Finding> Compare(ComponentFact record, ComponentFact fact, MessageCatalog messages, LicenseLists lists)
    {
        var there = record.Presence is Presence.Present or Presence.Partial;
        IReadOnlyList<string> evidence = [.. record.Evidence.Union(fact.Evidence, StringComparer.Ordinal)];
        Finding Say(string rule, FindingLevel level, string recorded = "", string found = "") => Finding.Of(rule, level, messages[rule,
            ("component", messages.Word("component", record.Id)), ("looked", string.Join(", ", fact.Looked)), ("recorded", recorded), ("found", found)], $"{record.Id} {record.Stage}", evidence);
        if (there && fact.Presence == Presence.Absent) yield return Say("record.not-found", FindingLevel.Warning);
        if (there && fact is { Presence: Presence.Claimed, Basis: Basis.Promised }) yield return Say("record.promised", FindingLevel.Warning);
        if (record.Presence == Presence.Absent && fact.Presence is Presence.Present or Presence.Partial) yield return Say("record.omits", FindingLevel.Warning);
        if (record.Presence == Presence.Absent && fact is { Presence: Presence.Claimed, Basis: Basis.Linked }) yield return Say("record.omits-linked", FindingLevel.Note);
        if (record.Presence == Presence.Present && fact.Presence == Presence.Partial) yield return Say("record.only-partial", FindingLevel.Note);
        if (!there || fact.License.Expression is not { } found || fact.Presence is not (Presence.Present or Presence.Partial)) yield break;
        if (record.License.Expression is not { } spelled)
        {
            if (record.License.Scope == LicenseScope.None && record.Stage is null) yield return Say("record.license-omitted", FindingLevel.Note, found: found);
            yield break;
        }

        var recorded = lists.Normalize(spelled);
        if (Same(recorded, found)) yield break;
        yield return record.License.Scope == LicenseScope.Inherited
            ? Say("record.license-inherited", FindingLevel.Warning, recorded, found)
            : Say("record.license-differs", FindingLevel.Warning, recorded, found);
    }

    private static bool Same(string recorded, string found)
    {
        static string Fold(string id) => string.Concat(id.Replace("LicenseRef-", "", StringComparison.OrdinalIgnoreCase).Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return LicenseExpression.Ids(found).Any(id => string.Equals(Fold(id), Fold(recorded), StringComparison.Ordinal));
    }
}
