using Assay.Core;

namespace Assay.Economics;

/// <summary>Turns stated degrees of parallelism into a number of accelerators.</summary>
public static class Parallelism
{
    /// <summary>Accelerators of one server.</summary>
    private const int Server = 8;

    /// <summary>
    /// Accelerators that work: tensor ranks times attention groups. Benchmark dumps multiply the degrees of tensor (or attention)
    /// and expert parallelism, though experts are spread over the same accelerators; where the product is larger than one fast
    /// link joins, the expert degree is the number of accelerators.
    /// </summary>
    /// <returns>Accelerators, attention groups among them, and a caveat where the statement was read in this way.</returns>
    public static (int Gpus, int AttentionGroups, bool LayerSplit, string? Caveat) Of(SizeRequest request, ModelShape shape, Accelerator accelerator)
    {
        var groups = Math.Max(1, request.AttentionGroups);
        var split = checked((int)Math.Min(1_000_000L, (long)request.Stages * request.Replicas));
        var ranks = Math.Max(1, request.TensorParallel is { } tensor ? checked((int)Math.Min(1_000_000L, (long)tensor * split)) : request.Gpus);
        if (request.TensorParallel == 1 && groups == 1 && split == 1 && request.Gpus > 1) return (request.Gpus, 1, true, null);
        var stated = Math.Max(request.Gpus, checked((int)Math.Min(1_000_000L, (long)ranks * groups)));
        var experts = request.ExpertParallel;
        if (experts <= 1 || stated <= accelerator.Domain || stated <= experts || stated % experts != 0) return (stated, Groups(groups, stated, shape), false, null);
        return (experts, Math.Min(groups, experts), false, $"{stated} ranks are stated with expert parallelism {experts}: read as {experts} accelerators that do both");
    }

    /// <summary>Latent attention cannot be split by heads: beyond one server every accelerator holds attention for its own requests.</summary>
    private static int Groups(int stated, int gpus, ModelShape shape) => shape.Latent is not null && gpus > Server ? gpus : Math.Min(stated, gpus);
}
