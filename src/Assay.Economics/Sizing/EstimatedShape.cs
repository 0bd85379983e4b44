using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Economics;

/// <summary>A plausible shape for a model of which only the number of parameters is known: the usual proportions of published models.</summary>
public static partial class EstimatedShape
{
    private const int Vocabulary = 128_000;
    private const int ExpertsPerToken = 8;
    private const double MostExperts = 100_000;

    /// <summary>A shape from a size that stands in a name, such as <c>Some-9B</c> or <c>Some-30B-A3B</c>; null where none does.</summary>
    public static ModelShape? FromName(string name)
    {
        if (Sizes().Match(name) is not { Success: true } match) return null;
        var total = Count(match.Groups[1].Value, match.Groups[2].Value);
        if (total is < 1e6 or > 1e14) return null;
        var active = match.Groups[3].Success ? Count(match.Groups[3].Value, match.Groups[4].Value) : (double?)null;
        return active >= total ? null : From(name, total, active);
    }

    private static double Count(string number, string unit) => double.Parse(number, CultureInfo.InvariantCulture) * (char.ToUpperInvariant(unit[0]) switch { 'T' => 1e12, 'B' => 1e9, _ => 1e6 });

    [GeneratedRegex(@"(?:^|[-_ /])(\d{1,4}(?:\.\d{1,3})?)([BMT])(?:-?A(\d{1,3}(?:\.\d{1,3})?)([BM]))?(?:$|[-_ ])", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Sizes();

    /// <summary>Builds a shape.</summary>
    /// <param name="name">Name for the result.</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="active">Parameters that work on a token; null for a dense model.</param>
    public static ModelShape From(string name, double parameters, double? active)
    {
        var experts = active is > 0 && active < 0.9 * parameters;
        var body = experts ? active!.Value : parameters;
        var layers = (int)Math.Clamp(Math.Round(experts ? 48 * Math.Pow(parameters / 1e11, 0.12) : 32 * Math.Pow(parameters / 8e9, 0.36)), 2, 160);
        var d = Math.Max(128, 128 * Math.Round(Math.Sqrt((experts ? 1.6 : 1) * body / (12.5 * layers)) / 128));
        var heads = (int)(d / 128);
        var kvHeads = Math.Min(heads, parameters < 1e9 ? 4 : 8);
        var visited = 0.6 * body / parameters;
        var routed = experts ? (parameters - body) / (1 - visited) : 0;
        var always = parameters - routed;
        var tied = parameters < 4e9;
        var embedding = Math.Min(Vocabulary * d, always * 0.15);
        var outer = tied ? embedding : 2 * embedding;
        var attention = Math.Min(layers * d * 128 * ((2 * heads) + (2 * kvHeads)), 0.6 * (always - outer));
        return new ModelShape
        {
            Name = name,
            From = "estimated",
            Layers = layers,
            Hidden = (int)d,
            FeedForward = (int)(3.5 * d),
            Vocabulary = Vocabulary,
            Heads = heads,
            KvHeads = kvHeads,
            HeadDim = 128,
            FullLayers = layers,
            Experts = experts ? new ExpertShape(Math.Max(ExpertsPerToken + 1, (int)Math.Min(MostExperts, Math.Round(ExpertsPerToken / visited))), ExpertsPerToken, layers) : null,
            Parameters = new ParameterGroups
            {
                Embedding = (long)embedding,
                Head = (long)outer - (long)embedding,
                Attention = (long)attention,
                Experts = (long)routed,
                Mlp = (long)parameters - (long)outer - (long)attention - (long)routed,
            },
            Caveats = [$"the dimensions of '{name}' are not known here: estimated from its number of parameters; give its config.json for exact figures"],
        };
    }
}
