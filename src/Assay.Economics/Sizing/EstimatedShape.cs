using Assay.Core;

namespace Assay.Economics;

/// <summary>A plausible shape for a model of which only the number of parameters is known: the usual proportions of published models.</summary>
public static class EstimatedShape
{
    private const int Vocabulary = 128_000;
    private const int ExpertsPerToken = 8;
    private const double MostExperts = 100_000;

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
