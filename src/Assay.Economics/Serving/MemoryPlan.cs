namespace Assay.Economics;

/// <summary>Memory of a deployment: weights, cache of a sequence, and how many sequences fit.</summary>
public sealed class MemoryPlan
{
    private readonly Deployment _deployment;
    private readonly ServingKnowledge _knowledge;

    /// <summary>Plans a deployment.</summary>
    public MemoryPlan(Deployment deployment, ServingKnowledge knowledge)
    {
        (_deployment, _knowledge) = (deployment, knowledge);
        WeightBytes = deployment.Format.Bytes(deployment.Shape.Parameters);
        KvElementBytes = deployment.KvBytes ?? deployment.Format.KvBytes;
    }

    /// <summary>Bytes of the weights, all accelerators together.</summary>
    public double WeightBytes { get; }

    /// <summary>Bytes of a cache element.</summary>
    public double KvElementBytes { get; }

    /// <summary>Bytes of one sequence of <paramref name="tokens"/> tokens, stored once: full layers, windows, fixed states.</summary>
    public double SequenceBytes(double tokens) => (CacheElements(tokens) * KvElementBytes) + (_deployment.Shape.StateElements * 2.0);

    /// <summary>Cache elements of one sequence.</summary>
    public double CacheElements(double tokens)
    {
        var shape = _deployment.Shape;
        return shape.KvElementsOfLayer * ((shape.FullLayers * tokens) + (shape.WindowLayers * Math.Min(tokens, shape.Window)));
    }

    /// <summary>
    /// How often the cache is stored: tensor parallelism splits it by heads, so more ranks than heads store copies;
    /// latent attention has one head. Ranks of different attention groups store different requests.
    /// </summary>
    public double Copies
    {
        get
        {
            if (_deployment.LayerSplit) return 1;
            var ranks = (double)_deployment.Gpus / _deployment.AttentionGroups / _deployment.Stages;
            var heads = _deployment.Shape.Latent is not null ? 1 : _deployment.Shape.KvHeads;
            return Math.Max(1, ranks / Math.Max(1, heads));
        }
    }

    /// <summary>Bytes left for the cache on all accelerators together; negative where the weights do not fit.</summary>
    public double FreeBytes(int gpus)
    {
        var memory = (_deployment.Accelerator.MemoryGB?.Value ?? 0) * 1e9;
        var share = _deployment.Accelerator.UsableMemory ?? _knowledge.MemoryUtilization;
        return (gpus * ((memory * share) - _knowledge.OverheadBytes)) - (WeightBytes * Math.Min(_deployment.Replicas, gpus));
    }

    /// <summary>Sequences of <paramref name="tokens"/> tokens that fit at once.</summary>
    public long MaxSequences(double tokens)
    {
        var free = FreeBytes(_deployment.Gpus);
        if (free <= 0) return 0;
        var bytes = SequenceBytes(tokens) * Copies;
        return bytes <= 0 ? int.MaxValue : (long)Math.Min(int.MaxValue, free / bytes);
    }

    /// <summary>Fewest accelerators, a power of two up to 128, that hold weights and one sequence; null where none does.</summary>
    public int? MinGpus(double tokens)
    {
        for (var gpus = 1; gpus <= 128; gpus *= 2)
        {
            if (FreeBytes(gpus) >= SequenceBytes(tokens)) return gpus;
        }

        return null;
    }
}
