using Assay.Core;

namespace Assay.Licensing;

/// <summary>
/// Finds clauses that stand against each other when a model, its data, its code and its parents are combined. It is a pure function of two sets of clause
/// facts, the relation between the works and what licenses say of each other; every finding is a possible conflict for a person to judge, never advice.
/// </summary>
/// <param name="pairs">What licenses say of each other.</param>
public sealed class LicenseCompatibility(LicensePairs pairs)
{
    private readonly ConflictRules _rules = new(pairs);

    /// <summary>Clauses of a source that stand against clauses of the result, in the order of the rules. Nothing stands against terms without facts, and of the same license only what holds whatever the license of the result.</summary>
    /// <param name="source">Terms of the source.</param>
    /// <param name="result">Terms that the result is offered under.</param>
    /// <param name="relation">How the source takes part.</param>
    public IReadOnlyList<ClauseConflict> Between(LicenseTerms source, LicenseTerms result, WorkRelation relation)
    {
        if (source.Facts.Count == 0 || result.Facts.Count == 0) return [];
        return [.. _rules.Between(source, result, relation, SameLicense(source.Id, result.Id))];
    }

    /// <summary>Clauses of two sources of one derivative that cannot both be met, whatever the license of the derivative: two licenses that each demand themselves, or one that forbids the limits that the other passes on.</summary>
    /// <param name="a">Terms of one source.</param>
    /// <param name="b">Terms of the other.</param>
    public IReadOnlyList<ClauseConflict> Together(LicenseTerms a, LicenseTerms b) =>
        SameLicense(a.Id, b.Id) || a.Facts.Count == 0 || b.Facts.Count == 0 ? [] : [.. _rules.Together(a, b)];

    /// <summary>All possible conflicts of a result with its sources and among the sources, said with both clauses named and quoted where their text is at hand.</summary>
    /// <param name="name">What to call the result.</param>
    /// <param name="result">Terms that the result is offered under.</param>
    /// <param name="sources">Its sources.</param>
    /// <param name="messages">The sentences.</param>
    public IReadOnlyList<Conflict> Check(string name, LicenseTerms result, IReadOnlyList<SourceWork> sources, MessageCatalog messages)
    {
        var conflicts = new List<Conflict>();
        foreach (var source in sources) conflicts.AddRange(Between(source.Terms, result, source.Relation).Select(c => Say(c, source.Name, source.Terms, name, result, messages)));
        var joined = sources.Where(s => s.Relation is WorkRelation.DerivedFrom or WorkRelation.ContainsCode).ToList();
        for (var i = 0; i < joined.Count; i++)
        {
            for (var k = i + 1; k < joined.Count; k++)
            {
                if (joined[i].Relation != joined[k].Relation) continue;
                conflicts.AddRange(Together(joined[i].Terms, joined[k].Terms).Select(c => Say(c, joined[i].Name, joined[i].Terms, joined[k].Name, joined[k].Terms, messages)));
            }
        }

        return conflicts;
    }

    /// <summary>One possible conflict in words.</summary>
    /// <param name="conflict">What stands against what.</param>
    /// <param name="sourceName">What to call the source.</param>
    /// <param name="source">Terms of the source.</param>
    /// <param name="resultName">What to call the result.</param>
    /// <param name="result">Terms of the result.</param>
    /// <param name="messages">The sentences.</param>
    public static Conflict Say(ClauseConflict conflict, string sourceName, LicenseTerms source, string resultName, LicenseTerms result, MessageCatalog messages)
    {
        var words = new ClauseWords(messages);
        var because = messages["conflict.because",
            ("sourceClause", words.Cite(source, conflict.SourceClause)), ("source", sourceName), ("sourceLicense", source.Id),
            ("resultClause", words.Cite(result, conflict.ResultClause)), ("result", resultName), ("resultLicense", result.Id),
            ("reason", messages["conflict." + conflict.Rule])];
        return new Conflict(words.Side(sourceName, source, conflict.SourceClause), words.Side(resultName, result, conflict.ResultClause), because, [.. source.EvidenceOf(conflict.SourceClause), .. result.EvidenceOf(conflict.ResultClause)]);
    }

    /// <summary>Whether two ids name the same license, or one that the other allows: "only" and "or later" of one version.</summary>
    public static bool SameLicense(string a, string b) => string.Equals(Plain(a), Plain(b), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string id)
    {
        if (id.StartsWith("LicenseRef-", StringComparison.OrdinalIgnoreCase)) id = id[11..];
        return id.EndsWith("-only", StringComparison.OrdinalIgnoreCase) ? id[..^5] : id.EndsWith("-or-later", StringComparison.OrdinalIgnoreCase) ? id[..^9] : id.TrimEnd('+');
    }
}
