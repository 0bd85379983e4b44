using Assay.Core;

namespace Assay.Economics;

/// <summary>
/// Constants of the serving model, one set a kind of engine: fitted by <c>eng/FitServing</c>, stored in <c>knowledge/serving.yaml</c>.
/// </summary>
/// <param name="MemoryEfficiency">Share of the memory bandwidth that decoding reaches.</param>
/// <param name="DecodeEfficiency">Share of the arithmetic rate that decoding reaches.</param>
/// <param name="PrefillEfficiency">Share of the arithmetic rate that prefill reaches.</param>
/// <param name="StepSeconds">Time of a step besides its layers.</param>
/// <param name="LayerSeconds">Time of a layer besides reading and arithmetic.</param>
/// <param name="ExpertLayerSeconds">Further time of a layer with experts: routing, sorting, uneven load.</param>
/// <param name="LinkSeconds">Latency of one all-reduce.</param>
/// <param name="LinkEfficiency">Share of the link bandwidth that is reached.</param>
public sealed record ServingConstants(double MemoryEfficiency, double DecodeEfficiency, double PrefillEfficiency, double StepSeconds, double LayerSeconds, double ExpertLayerSeconds, double LinkSeconds, double LinkEfficiency)
{
    internal static ServingConstants Read(StrictMap map)
    {
        var constants = new ServingConstants(
            map.Number("memory_efficiency"),
            map.Number("decode_efficiency"),
            map.Number("prefill_efficiency"),
            map.Number("step_seconds"),
            map.Number("layer_seconds"),
            map.Number("expert_layer_seconds"),
            map.Number("link_seconds"),
            map.Number("link_efficiency"));
        map.Done();
        return constants;
    }
}

/// <summary>How far measurements lie from the prediction: the 10th, 50th and 90th percentile of measured / predicted.</summary>
/// <param name="Low">10th percentile.</param>
/// <param name="Mid">Median; the prediction is multiplied by it.</param>
/// <param name="High">90th percentile.</param>
public sealed record ResidualBand(double Low, double Mid, double High)
{
    /// <summary>The interval around a prediction.</summary>
    public Interval Around(double prediction) => new(prediction * Low, prediction * Mid, prediction * High);

    /// <summary>The band of a quantity that falls where this one rises.</summary>
    public ResidualBand Inverse() => new(1 / High, 1 / Mid, 1 / Low);

    internal static ResidualBand Read(StrictMap map)
    {
        var band = new ResidualBand(map.Number("low"), map.Number("mid"), map.Number("high"));
        map.Done();
        return band;
    }
}

/// <summary>All of <c>knowledge/serving.yaml</c>.</summary>
public sealed record ServingKnowledge
{
    /// <summary>Constants of serving engines (vLLM, SGLang, TensorRT-LLM).</summary>
    public required ServingConstants Server { get; init; }

    /// <summary>Constants of single-stream engines (llama.cpp and its relatives).</summary>
    public required ServingConstants SingleStream { get; init; }

    /// <summary>Residuals by mode.</summary>
    public required IReadOnlyDictionary<string, ResidualBand> Residuals { get; init; }

    /// <summary>Factor of the band of the time to the first token over its lower bound: middle and high.</summary>
    public required ResidualBand FirstToken { get; init; }

    /// <summary>Factor by which the interval widens for accelerators without own measurements.</summary>
    public required double UnmeasuredWidening { get; init; }

    /// <summary>Share of the memory that a server uses.</summary>
    public required double MemoryUtilization { get; init; }

    /// <summary>Bytes an accelerator needs besides weights and cache.</summary>
    public required double OverheadBytes { get; init; }

    /// <summary>Most sequences that engines run at once in offline measurements.</summary>
    public required double OfflineBatch { get; init; }

    /// <summary>Link in GB/s where the catalog has none.</summary>
    public required double DefaultLinkGBs { get; init; }

    /// <summary>Loads <c>serving.yaml</c> strictly.</summary>
    /// <exception cref="KnowledgeException">The file is missing or not as it must be.</exception>
    public static ServingKnowledge Load(DataTable knowledge)
    {
        if (knowledge.File("serving.yaml") is not { } root) throw new KnowledgeException("serving.yaml", 1, "the file is missing; restore it");
        var map = new StrictMap(root);
        map.Text("source");
        map.Text("as_of");
        var residuals = new SortedDictionary<string, ResidualBand>(StringComparer.Ordinal);
        foreach (var (mode, _, value) in map.Required("residuals").Pairs()) residuals[mode] = ResidualBand.Read(new StrictMap(value));
        var loaded = new ServingKnowledge
        {
            Server = ServingConstants.Read(new StrictMap(map.Required("server"))),
            SingleStream = ServingConstants.Read(new StrictMap(map.Required("single_stream"))),
            Residuals = residuals,
            FirstToken = ResidualBand.Read(new StrictMap(map.Required("first_token"))),
            UnmeasuredWidening = map.Number("unmeasured_widening"),
            MemoryUtilization = map.Number("memory_utilization"),
            OverheadBytes = map.Number("overhead_bytes"),
            OfflineBatch = map.Number("offline_batch"),
            DefaultLinkGBs = map.Number("default_link_gbs"),
        };
        map.Done();
        return loaded;
    }
}
