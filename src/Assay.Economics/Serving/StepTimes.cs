using Assay.Core;

namespace Assay.Economics;

/// <summary>
/// Time of a prefill and of a decode step: the slower of reading memory and of arithmetic, plus exchange between accelerators
/// and fixed times of layers and steps (the level-3 model; sections 3.5 and 3.6 of the research notes on economics).
/// </summary>
public sealed class StepTimes
{
    /// <summary>Bytes of an element on its way to an expert (8 bits) and back (16 bits).</summary>
    private const double DispatchBytes = 3;

    private readonly ServingConstants _c;
    private readonly ModelShape _shape;
    private readonly MemoryPlan _memory;
    private readonly double _gpus;
    private readonly double _groups;
    private readonly double _copies;
    private readonly double _bandwidth;
    private readonly double _rate;
    private readonly double _link;
    private readonly double _alwaysRead;
    private readonly double _expertBytes;
    private readonly double _multiplied;

    /// <summary>Prepares a deployment.</summary>
    public StepTimes(Deployment deployment, MemoryPlan memory, ServingConstants constants, double defaultLinkGBs)
    {
        (_c, _shape, _memory) = (constants, deployment.Shape, memory);
        var accelerator = deployment.Accelerator;
        _gpus = deployment.LayerSplit ? 1 : Math.Max(1, (double)deployment.Gpus / deployment.Stages);
        _groups = deployment.LayerSplit ? 1 : deployment.AttentionGroups;
        _copies = memory.Copies;
        _bandwidth = (accelerator.BandwidthGBs?.Value ?? 0) * 1e9;
        _rate = Rate(accelerator, deployment.Format.Compute) * 1e12;
        _link = (accelerator.LinkGBs?.Value ?? defaultLinkGBs) * 1e9;
        var groups = _shape.Parameters;
        _expertBytes = deployment.Format.ExpertBytes(groups);
        _alwaysRead = deployment.Format.BodyBytes(groups) + (groups.Attention * deployment.Format.MatrixBits / 8 * (_groups - 1)) + (groups.Head == 0 ? deployment.Format.EmbeddingBytes(groups) : deployment.Format.HeadBytes(groups));
        _multiplied = _shape.ActiveWithoutEmbedding;
    }

    /// <summary>Seconds of one decode step of a batch at a mean context.</summary>
    public double Decode(double batch, double context)
    {
        var cache = batch * CacheReadBytes(context) * _copies;
        var read = (WeightsRead(batch) + cache) / (_gpus * _bandwidth * _c.MemoryEfficiency);
        var work = ((2 * _multiplied * batch) + (batch * DecodeAttention(context))) / (_gpus * _rate * _c.DecodeEfficiency);
        return Math.Max(read, work) + Exchange(batch) + Fixed;
    }

    /// <summary>Seconds to prefill a number of sequences of a length in one go.</summary>
    public double Prefill(double sequences, double length)
    {
        var tokens = sequences * length;
        var work = ((2 * _multiplied * tokens) + (sequences * PrefillAttention(length))) / (_gpus * _rate * _c.PrefillEfficiency);
        var read = WeightsRead(tokens) / (_gpus * _bandwidth * _c.MemoryEfficiency);
        return Math.Max(work, read) + Exchange(tokens) + LayerTime;
    }

    /// <summary>The rate for a kind of arithmetic in 10^12/s; formats that the accelerator lacks are computed in the next wider one.</summary>
    public static double Rate(Accelerator accelerator, string compute)
    {
        var bf16 = accelerator.Bf16Tflops?.Value ?? 0;
        var fp8 = accelerator.Fp8Tflops?.Value ?? bf16;
        return compute switch
        {
            "fp4" => accelerator.Fp4Tflops?.Value ?? fp8,
            "fp8" => fp8,
            "int8" => accelerator.Int8Tops?.Value ?? bf16,
            _ => bf16,
        };
    }

    private double LayerTime => (_shape.Layers * _c.LayerSeconds) + ((_shape.Experts?.Layers ?? 0) * _c.ExpertLayerSeconds);

    private double Fixed => LayerTime + _c.StepSeconds;

    private double WeightsRead(double tokens)
    {
        if (_shape.Experts is not { } experts) return _alwaysRead;
        var visited = 1 - Math.Pow(1 - ((double)experts.PerToken / experts.Count), tokens);
        return _alwaysRead + (_expertBytes * visited);
    }

    private double CacheReadBytes(double context) => _memory.SequenceBytes(context);

    private double DecodeAttention(double context)
    {
        double perToken = _shape.Latent is { } latent
            ? 2.0 * _shape.Heads * ((2 * latent.KvRank) + latent.RopeDim)
            : 4.0 * _shape.Heads * _shape.HeadDim;
        return perToken * ((_shape.FullLayers * context) + (_shape.WindowLayers * Math.Min(context, _shape.Window)));
    }

    private double PrefillAttention(double length)
    {
        double perPair = _shape.Latent is { } latent
            ? 2.0 * _shape.Heads * (latent.NopeDim + latent.RopeDim + latent.ValueDim)
            : 4.0 * _shape.Heads * _shape.HeadDim;
        var window = Math.Min(length, _shape.Window);
        return perPair * ((_shape.FullLayers * length * length / 2) + (_shape.WindowLayers * length * window / 2));
    }

    private double Exchange(double tokens)
    {
        if (_gpus <= 1) return 0;
        var ranks = _gpus / _groups;
        var bytes = 2 * (ranks - 1) / ranks * (tokens / _groups) * _shape.Hidden * 2;
        if (_groups > 1 && _shape.Experts is { } experts) bytes += tokens / _gpus * experts.PerToken * _shape.Hidden * DispatchBytes / 2;
        return 2 * _shape.Layers * (_c.LinkSeconds + (bytes / (_link * _c.LinkEfficiency)));
    }
}
