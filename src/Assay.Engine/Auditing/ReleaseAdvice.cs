using Assay.Audit;
using Assay.Core;
using Assay.Licensing;

namespace Assay.Engine;

/// <summary>May we, and what must we do: the license of the weights and those of the models that they are made of, asked for the uses, and their duties held against the release.</summary>
/// <param name="own">The terms of the weights, or null.</param>
/// <param name="combination">The terms of the models that the release is made of.</param>
/// <param name="bases">Those models.</param>
/// <param name="evidence">Evidence by id.</param>
/// <param name="messages">The sentences.</param>
internal sealed class ReleaseAdvice(LicenseTerms? own, ReleaseCombination combination, IReadOnlyList<BaseTerms> bases, IReadOnlyDictionary<string, Evidence> evidence, MessageCatalog messages)
{
    private readonly List<SourceWork> _parents = [.. combination.Parents(bases, evidence)];

    /// <summary>The duties of the license of the weights, and those that the models which they are made of bring with them.</summary>
    /// <param name="documents">What the release at hand shows.</param>
    public IReadOnlyList<Obligation> Obligations(IReleaseTexts documents)
    {
        var advisor = new ObligationAdvisor(messages);
        var mine = own is null ? [] : advisor.Of(own, documents);
        var brought = _parents.Where(p => own is null || !LicenseCompatibility.SameLicense(p.Terms.Id, own.Id)).DistinctBy(p => p.Terms.Id).SelectMany(p => advisor.Carried(p.Terms, p.Relation, documents, p.Name));
        return [.. mine, .. brought];
    }

    /// <summary>The answers to the uses asked for.</summary>
    /// <param name="asked">Uses, or paths of files with uses and the user's own facts.</param>
    /// <exception cref="AssayException">A use is not known, or a file of uses does not exist.</exception>
    /// <exception cref="KnowledgeException">A file of uses breaks its format.</exception>
    public IReadOnlyList<UseAnswer> Uses(IReadOnlyList<string> asked)
    {
        var requests = UseRequests.Of(asked);
        if (requests.Count == 0) return [];
        var advisor = new UseAdvisor(messages);
        var unknown = combination.Unknown(bases, evidence).ToList();
        return [.. requests.SelectMany(r => r.Uses.Select(u => advisor.Answer(own ?? LicenseTerms.None, _parents, unknown, u, r.User)))];
    }

    /// <summary>The answers to uses for somebody who stays below every threshold of users and revenue: what is due above them is for an account to say.</summary>
    /// <exception cref="AssayException">A use is not known.</exception>
    public static IReadOnlyList<UseAnswer> BelowThresholds(IReadOnlyList<string> asked, string? territory, string? field, IReadOnlyList<LicenseInfo> licenses, IReadOnlyDictionary<string, Evidence> evidence, MessageCatalog messages)
    {
        var uses = UseRequest.Parse(string.Join(',', asked)).Uses;
        if (licenses is not [var weights, ..]) return [.. uses.Select(u => new UseAnswer(UseRequest.NameOf(u), UseAnswerKind.Unknown, messages["use.no-license"], []))];
        var terms = ReleaseTerms.Of(weights, evidence);
        var revenue = terms.Facts.GetValueOrDefault(ClauseCodes.RevenueThreshold)?.Value is ClauseValue.Money limit ? limit with { Amount = 0 } : null;
        return new UseAdvisor(messages).Answer(terms, new UseRequest(uses, new UserFacts { MonthlyUsers = 0, Revenue = revenue, Territory = territory, Field = field }));
    }
}
