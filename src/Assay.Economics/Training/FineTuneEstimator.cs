using System.Globalization;
using Assay.Core;

namespace Assay.Economics;

/// <summary>How a model is tuned.</summary>
public enum TuneMethod
{
    /// <summary>All parameters.</summary>
    Full,

    /// <summary>Low-rank adapters on 16-bit weights.</summary>
    Lora,

    /// <summary>Adapters, and embedding and head too.</summary>
    LoraWithEmbedding,

    /// <summary>Adapters on 4-bit weights.</summary>
    QLora,
}

/// <summary>A tuning run.</summary>
public sealed record TuneRun
{
    /// <summary>The model.</summary>
    public required ModelShape Shape { get; init; }

    /// <summary>How it is tuned.</summary>
    public TuneMethod Method { get; init; } = TuneMethod.Lora;

    /// <summary>Whether weights are sharded over the accelerators (full tuning on several always is).</summary>
    public bool Sharded { get; init; }

    /// <summary>Accelerators.</summary>
    public int Gpus { get; init; } = 1;

    /// <summary>Sequences of one micro-step on one accelerator.</summary>
    public int MicroBatch { get; init; } = 1;

    /// <summary>Micro-steps of one iteration.</summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>Tokens of a sequence.</summary>
    public int SequenceLength { get; init; } = 1024;

    /// <summary>Rank of the adapters; null for the default.</summary>
    public int? Rank { get; init; }

    /// <summary>The accelerator, or null: then memory only.</summary>
    public Accelerator? Accelerator { get; init; }
}

/// <summary>What a tuning run needs.</summary>
/// <param name="MemoryGB">Memory of all accelerators together in 10^9 bytes.</param>
/// <param name="SecondsPerIteration">Seconds of one iteration, or null without a known accelerator.</param>
/// <param name="TokensPerIteration">Tokens of one iteration on all accelerators.</param>
/// <param name="Trained">Trained parameters.</param>
/// <param name="Basis">One sentence.</param>
public sealed record TuneEstimate(Interval MemoryGB, Interval? SecondsPerIteration, double TokensPerIteration, double Trained, string Basis);

/// <summary>Memory and time of full, LoRA and QLoRA tuning with checkpointed activations (section 3.9 of the research notes on economics).</summary>
/// <param name="knowledge">Constants.</param>
public sealed class FineTuneEstimator(TrainingKnowledge knowledge)
{
    /// <summary>Estimates a run.</summary>
    public TuneEstimate Estimate(TuneRun run)
    {
        var trained = Trained(run);
        var memory = Memory(run, trained) / 1e9;
        var seconds = Seconds(run);
        var basis = string.Create(CultureInfo.InvariantCulture, $"{Words(run.Method)} of {run.Shape.Parameters.Total / 1e9:0.##} billion parameters ({trained / 1e6:0.#} million trained), activations checkpointed; constants from 80 measured runs on A100");
        return new TuneEstimate(
            Around(memory, knowledge.MemoryBand),
            seconds is { } s ? Around(s, knowledge.TimeBand) : null,
            (double)run.Gpus * run.MicroBatch * run.Accumulation * run.SequenceLength,
            trained,
            basis);
    }

    /// <summary>Parameters of adapters of a rank on all linear layers: rank x (inputs + outputs).</summary>
    public static double AdapterParameters(ModelShape shape, double rank)
    {
        double d = shape.Hidden, q = (double)shape.Heads * shape.HeadDim, kv = (double)shape.KvHeads * shape.HeadDim, f = shape.FeedForward;
        var attention = shape.Latent is { } latent
            ? (2 * d) + latent.KvRank + latent.RopeDim + (shape.Heads * (latent.NopeDim + (2.0 * latent.ValueDim))) + d
            : (d + q + (2 * kv)) + (q + d);
        return rank * shape.Layers * (attention + (3 * (d + f)));
    }

    private double Trained(TuneRun run)
    {
        if (run.Method == TuneMethod.Full) return run.Shape.Parameters.Total;
        var adapters = AdapterParameters(run.Shape, run.Rank ?? knowledge.Rank);
        return run.Method == TuneMethod.LoraWithEmbedding ? adapters + run.Shape.Parameters.Embedding + run.Shape.Parameters.Head : adapters;
    }

    private double Memory(TuneRun run, double trained)
    {
        double total = run.Shape.Parameters.Total;
        double outer = run.Shape.Parameters.Embedding + run.Shape.Parameters.Head;
        var state = run.Method switch
        {
            TuneMethod.Full => knowledge.FullBytes * total,
            TuneMethod.QLora => (knowledge.QuantizedBytes * (total - outer)) + (2 * outer) + (knowledge.AdapterBytes * trained),
            _ => (2 * total) + (knowledge.AdapterBytes * trained),
        };
        var sharded = run.Gpus > 1 && (run.Sharded || run.Method == TuneMethod.Full);
        var copies = sharded ? 1 : run.Gpus;
        var buffers = sharded && run.Method != TuneMethod.Full ? run.Gpus * knowledge.ShardBufferBytes : 0;
        return (copies * state) + buffers + (run.Gpus * (Activations(run) + knowledge.OverheadBytes));
    }

    private static double Activations(TuneRun run)
    {
        double d = run.Shape.Hidden, f = run.Shape.FeedForward, layers = run.Shape.Layers, vocabulary = run.Shape.Vocabulary;
        return (double)run.SequenceLength * run.MicroBatch * ((4 * layers * d) + (4 * ((3 * f) + (8 * d))) + (10 * vocabulary));
    }

    private double? Seconds(TuneRun run)
    {
        if (run.Accelerator?.Bf16Tflops is not { } rate) return null;
        double active = run.Shape.Active, total = run.Shape.Parameters.Total;
        var tokens = (double)run.MicroBatch * run.Accumulation * run.SequenceLength;
        var utilization = knowledge.TuneUtilization * active / (active + knowledge.TuneHalfParams);
        var work = 6 * active * tokens / (rate.Value * 1e12 * utilization);
        var seconds = Math.Max(work, knowledge.LayerSeconds * run.Shape.Layers * run.Accumulation);
        if (run.Method == TuneMethod.QLora) seconds = work + (knowledge.UnpackSeconds * total * run.Accumulation);
        if (run.Sharded && run.Gpus > 1 && run.Accelerator.LinkGBs is { } link) seconds += knowledge.GatherPasses * 2 * total * run.Accumulation / (link.Value * 1e9);
        return seconds;
    }

    private static Interval Around(double value, double band) => new(value * (1 - band), value, value * (1 + band));

    private static string Words(TuneMethod method) => method switch
    {
        TuneMethod.Full => "full tuning",
        TuneMethod.QLora => "QLoRA tuning",
        TuneMethod.LoraWithEmbedding => "LoRA tuning with embeddings",
        _ => "LoRA tuning",
    };
}
