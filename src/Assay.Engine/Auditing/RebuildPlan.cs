using Assay.Economics;

namespace Assay.Engine;

/// <summary>How a rebuild would be run.</summary>
/// <param name="Training">Runs, failed runs, toolchain.</param>
/// <param name="Gpu">Accelerator id, or null for the usual one.</param>
/// <param name="Tokens">Training tokens where the user knows better than the release; null for those it states.</param>
public sealed record RebuildPlan(TrainingPlan Training, string? Gpu = null, double? Tokens = null)
{
    /// <summary>One run as the release states it.</summary>
    public static RebuildPlan AsStated { get; } = new(TrainingPlan.Single);
}
