using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Sources;

namespace Assay.Engine;

/// <summary>Stated numbers of parameters held against those that the weights or the configuration show.</summary>
internal static partial class SizeClaims
{
    /// <summary>Share by which a stated number may differ and still be the same: publishers round, and leave embeddings out.</summary>
    private const double Same = 0.15;

    /// <summary>Share from which a single stated number contradicts.</summary>
    private const double Other = 0.35;

    /// <summary>The claims with their findings.</summary>
    public static (IReadOnlyList<ClaimInfo> Claims, IReadOnlyList<Evidence> Evidence) Judge(IReadOnlyList<ClaimInfo> stated, ParameterInfo parameters, Release release, MessageCatalog messages)
    {
        if (parameters is not { Total: { } total, From: { } from } || from == ParameterOrigin.Stated || IsPacked(release)) return ([], []);
        long[] counts = parameters.Active is { } active ? [total, active] : [total];
        var judged = stated.Select(claim => (Claim: claim, Numbers: Numbers(claim.Quote))).Where(c => c.Numbers.Count > 0).ToList();
        var agreed = judged.Exists(c => c.Numbers.Exists(n => counts.Any(k => Distance(n, k) <= Same)));
        var place = release.Model.Snapshot!.Find("config.json") is { } config && from == ParameterOrigin.Config ? config.Path : release.Model.Snapshot.Entries.OrderByDescending(e => e.Size ?? 0).ThenBy(e => e.Path, StringComparer.Ordinal).First().Path;
        var shown = Evidence.Of(release.Model.Id, place, null, messages["claim.size-shown", ("from", messages.Word("size-from", WireName.Of(from))), ("found", Count(total))], null, "weights");
        ClaimInfo[] claims = [.. judged.Select(c => c.Numbers.Exists(n => counts.Any(k => Distance(n, k) <= Same)) ? c.Claim with { Finding = ClaimFinding.Supported }
            : agreed || c.Numbers.Count != 1 || !counts.All(k => Distance(c.Numbers[0], k) > Other) || Comparison().IsMatch(c.Claim.Quote) ? c.Claim
            : c.Claim with
            {
                Finding = ClaimFinding.Contradicted,
                Severity = Distance(c.Numbers[0], total) > 1 ? Severity.Medium : Severity.Low,
                Because = [new Reason(messages["claim.size-differs", ("from", messages.Word("size-from", WireName.Of(from))), ("found", Count(total)), ("stated", Count((long)c.Numbers[0]))], [shown.Id])],
            })];
        return (claims, claims.Any(c => c.Finding == ClaimFinding.Contradicted) ? [shown] : []);
    }

    // The weights of adapters, and of packed formats of few bits, are not as many as the model's parameters.
    private static bool IsPacked(Release release) => release.Model.Snapshot is not { } snapshot
        || snapshot.Entries.Any(e => e.Name is "adapter_config.json" or "quantize_config.json" or "quant_config.json" or "model_index.json")
        || Packed().IsMatch(release.Name);

    private static double Distance(double a, long b) => b == 0 ? double.MaxValue : Math.Max(a / b, b / Math.Max(a, 1)) - 1;

    private static string Count(long n) => n.ToString("N0", CultureInfo.InvariantCulture);

    private static List<double> Numbers(string quote)
    {
        var found = new List<double>();
        foreach (Match match in Size().Matches(quote))
        {
            var number = double.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture);
            found.Add(number * match.Groups["u"].Value.ToLowerInvariant() switch
            {
                "m" or "million" => 1e6,
                "t" or "trillion" => 1e12,
                "亿" => 1e8,
                _ => 1e9,
            });
        }

        return found;
    }

    [GeneratedRegex(@"(?<![\w.])(?<n>\d{1,5}(?:\.\d{1,3})?)\s?(?<u>billion|million|trillion|B|M|T|亿)(?![A-Za-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Size();

    [GeneratedRegex(@"rang|famil|series|suite|sizes|larger|smaller|than\b|compar|teacher|encoder|vision|embedding|each|trainable|tokens|draft|head|variants?|versions?|versus|vs\b|other|系列|相比", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"(?:^|[-_.])(?:awq|gptq|exl[23]|mlx|bnb|hqq|[2-8]-?bit|int[48]|fp8|nf4|lora|qlora|adapter)(?:$|[-_.])", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Packed();
}
