using Assay.Core;
using Assay.Licensing;
using Assay.Sources;

namespace Assay.Engine;

/// <summary>May we, and what must we do: the license of the weights asked for the uses, and its duties held against the release.</summary>
public static class ReleaseAdvice
{
    /// <summary>The duties of the license of the weights.</summary>
    public static IReadOnlyList<Obligation> Obligations(IReadOnlyList<LicenseInfo> licenses, Release release, IReadOnlyDictionary<string, Evidence> evidence, Limits limits, MessageCatalog messages) =>
        licenses is [var weights, ..] ? new ObligationAdvisor(messages).Of(ReleaseTerms.Of(weights, evidence), new ReleaseDocuments(release, licenses, limits)) : [];

    /// <summary>The answers to the uses asked for.</summary>
    /// <exception cref="AssayException">A use is not known, or a file of uses does not exist.</exception>
    /// <exception cref="KnowledgeException">A file of uses breaks its format.</exception>
    public static IReadOnlyList<UseAnswer> Uses(IReadOnlyList<string> asked, IReadOnlyList<LicenseInfo> licenses, IReadOnlyDictionary<string, Evidence> evidence, MessageCatalog messages)
    {
        var requests = UseRequests.Of(asked);
        if (licenses is not [var weights, ..]) return [.. requests.SelectMany(r => r.Uses).Select(u => new UseAnswer(UseRequest.NameOf(u), UseAnswerKind.Unknown, messages["use.no-license"], []))];
        var (advisor, terms) = (new UseAdvisor(messages), ReleaseTerms.Of(weights, evidence));
        return [.. requests.SelectMany(r => advisor.Answer(terms, r))];
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
