using System.Text.RegularExpressions;
using Assay.Audit;
using Assay.Core;

namespace Assay.Engine;

/// <summary>The parameters that a derived cost rests on.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Active">Those that work on a token; null where only some do and how many is not known.</param>
/// <param name="Where">Where they come from, as a part of a sentence.</param>
internal sealed partial record RebuildParameters(double Total, double? Active, string Where)
{
    /// <summary>Parameters of the weights; without weights, what the documents state of this model and nothing contradicts, else the size in its name.</summary>
    public static RebuildParameters? Of(Report report, ModelIdentity model, MessageCatalog messages)
    {
        if (report.Release.Parameters.Total is { } counted) return new RebuildParameters(counted, report.Release.Parameters.Active ?? counted, messages["rebuild.parameters-counted"]);
        var sparse = Sparse().IsMatch(model.Name) || report.Claims.Any(c => c.Kind == ClaimKind.Size && Sparse().IsMatch(c.Quote));
        foreach (var claim in report.Claims.Where(c => c.Kind == ClaimKind.Size && c.Finding != ClaimFinding.Contradicted))
        {
            if (Size().Match(claim.Quote) is not { Success: true } m || Value(m) is not { } size || report.Evidence.FirstOrDefault(e => claim.Evidence.Contains(e.Id)) is not { } evidence) continue;
            if (model.Size is { } named && Math.Abs(size - named) > 0.15 * named) continue;
            var active = ActiveSize().Match(claim.Quote) is { Success: true } a ? Value(a) : null;
            return new RebuildParameters(size, active ?? (sparse ? null : size), messages["rebuild.parameters-stated", ("where", RebuildCost.Where(evidence, report.Release.Artifacts))]);
        }

        return model.Size is { } inName ? new RebuildParameters(inName, sparse ? null : inName, messages["rebuild.parameters-named", ("name", model.Name)]) : null;
    }

    private static double? Value(Match match) => ModelIdentity.Sizes(match.Groups["size"].Value) is [var size, ..] ? size : null;

    [GeneratedRegex(@"\b(?<size>\d{1,6}(?:\.\d{1,6})?[\s-]?(?:B|M|billion|million))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Size();

    [GeneratedRegex(@"(?<size>\d{1,4}(?:\.\d{1,3})?[\s-]?(?:B|M|billion|million))\W{1,3}(?:(?:of )?(?:the )?(?:parameters|params)\W{1,3})?(?:are |is )?activ|activ\w{0,6}\W{1,3}(?:parameters|params)?\W{0,4}(?:of |is |: ?)?(?<size>\d{1,4}(?:\.\d{1,3})?[\s-]?(?:B|M|billion|million))\b", RegexOptions.IgnoreCase)]
    private static partial Regex ActiveSize();

    [GeneratedRegex(@"mixture[- ]of[- ]experts|\bMoE\b|\d{1,3}x\d|\bA\d{1,3}(?:\.\d)?B\b|activated|混合专家", RegexOptions.IgnoreCase)]
    private static partial Regex Sparse();
}
