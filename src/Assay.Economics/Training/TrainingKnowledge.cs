using Assay.Core;

namespace Assay.Economics;

/// <summary>Constants of training and tuning: <c>knowledge/training.yaml</c>.</summary>
public sealed record TrainingKnowledge
{
    /// <summary>Share of the rated 16-bit arithmetic that whole pre-training runs reach: the median.</summary>
    public required double Utilization { get; init; }

    /// <summary>Spread of its logarithm.</summary>
    public required double LogSigma { get; init; }

    /// <summary>Share that tuning of a large model reaches.</summary>
    public required double TuneUtilization { get; init; }

    /// <summary>Parameters at which half of it is reached.</summary>
    public required double TuneHalfParams { get; init; }

    /// <summary>Least seconds of one layer in one micro-step.</summary>
    public required double LayerSeconds { get; init; }

    /// <summary>Seconds to unpack one quantized parameter in one micro-step.</summary>
    public required double UnpackSeconds { get; init; }

    /// <summary>Passes over sharded weights in one micro-step that are not hidden behind arithmetic.</summary>
    public required double GatherPasses { get; init; }

    /// <summary>Rank of adapters where none is given.</summary>
    public required double Rank { get; init; }

    /// <summary>Bytes of a parameter in full tuning: weights, gradients, optimizer.</summary>
    public required double FullBytes { get; init; }

    /// <summary>Bytes of a trained adapter parameter.</summary>
    public required double AdapterBytes { get; init; }

    /// <summary>Bytes of a 4-bit parameter with its scales.</summary>
    public required double QuantizedBytes { get; init; }

    /// <summary>Bytes of buffers an accelerator needs to gather sharded weights.</summary>
    public required double ShardBufferBytes { get; init; }

    /// <summary>Bytes an accelerator needs besides.</summary>
    public required double OverheadBytes { get; init; }

    /// <summary>Relative half-width of the memory interval.</summary>
    public required double MemoryBand { get; init; }

    /// <summary>Relative half-width of the time interval.</summary>
    public required double TimeBand { get; init; }

    /// <summary>Loads <c>training.yaml</c> strictly.</summary>
    /// <exception cref="KnowledgeException">The file is missing or not as it must be.</exception>
    public static TrainingKnowledge Load(DataTable knowledge)
    {
        if (knowledge.File("training.yaml") is not { } root) throw new KnowledgeException("training.yaml", 1, "the file is missing; restore it");
        var map = new StrictMap(root);
        map.Text("source");
        map.Text("as_of");
        var pre = new StrictMap(map.Required("pretraining"));
        var tune = new StrictMap(map.Required("finetuning"));
        var loaded = new TrainingKnowledge
        {
            Utilization = pre.Number("utilization"),
            LogSigma = pre.Number("log_sigma"),
            TuneUtilization = tune.Number("utilization"),
            TuneHalfParams = tune.Number("utilization_half_params"),
            LayerSeconds = tune.Number("layer_seconds"),
            UnpackSeconds = tune.Number("qlora_seconds_per_param"),
            GatherPasses = tune.Number("gather_passes"),
            Rank = tune.Number("rank"),
            FullBytes = tune.Number("full_bytes"),
            AdapterBytes = tune.Number("adapter_bytes"),
            QuantizedBytes = tune.Number("quantized_bytes"),
            ShardBufferBytes = tune.Number("shard_buffer_bytes"),
            OverheadBytes = tune.Number("overhead_bytes"),
            MemoryBand = tune.Number("memory_band"),
            TimeBand = tune.Number("time_band"),
        };
        pre.Done();
        tune.Done();
        map.Done();
        return loaded;
    }
}
