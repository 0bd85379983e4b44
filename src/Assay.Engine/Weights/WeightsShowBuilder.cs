using Assay.Core;
using Assay.Weights;

namespace Assay.Engine;

/// <summary>Turns what the readers of weights found into the result of <c>assay weights show</c>.</summary>
internal static class WeightsShowBuilder
{
    public static WeightsShow File(WeightFileResult file, bool tensors) => new()
    {
        Container = file.Container,
        Accepted = file.Accepted,
        Reason = file.Reason,
        Tensors = file.Tensors.Count,
        Parameters = WeightStatistics.Parameters(file.Tensors),
        Dtypes = WeightStatistics.ByType(file.Tensors),
        Metadata = file.Metadata,
        Unsafe = Unsafe(file.Unsafe),
        Files = [Summary(file)],
        Notes = file.Notes,
        TensorList = tensors ? List(file.Tensors) : [],
    };

    public static WeightsShow Release(WeightSetResult set, IEnumerable<string> notRead, bool tensors)
    {
        var model = set.Tensors;
        var containers = (set.Model.Count > 0 ? set.Model.Select(v => v.Container) : set.Files.Select(f => f.Container)).Distinct(StringComparer.Ordinal).ToList();
        var reason = Reason(set);
        return new WeightsShow
        {
            Container = containers.Count switch { 0 => "none", 1 => containers[0], _ => "mixed" },
            Accepted = reason is null,
            Reason = reason,
            Tensors = model.Count,
            Parameters = WeightStatistics.Parameters(model),
            Dtypes = WeightStatistics.ByType(model),
            Metadata = set.Metadata,
            Unsafe = Unsafe(set.Unsafe),
            Files = [.. set.Files.Select(Summary)],
            Notes = [.. set.Problems.Skip(set.Files.All(f => f.Accepted) ? 1 : 0), .. set.Notes, .. set.Files.SelectMany(f => f.Notes.Select(n => $"{f.Name}: {n}")), .. notRead],
            TensorList = tensors ? List(model) : [],
        };
    }

    private static string? Reason(WeightSetResult set)
    {
        var refused = set.Files.Where(f => !f.Accepted).ToList();
        if (refused.Count > 0) return $"{refused[0].Name}: {refused[0].Reason}{(refused.Count > 1 ? $" (and {refused.Count - 1} more)" : "")}";
        if (set.Problems.Count > 0) return set.Problems[0];
        return set.Files.Count == 0 ? "there is no weight file whose bytes are here" : null;
    }

    private static WeightsFile Summary(WeightFileResult file) => new(file.Name, file.Container, file.Accepted, file.Reason, file.Tensors.Count, WeightStatistics.Parameters(file.Tensors));

    private static List<WeightsUnsafe> Unsafe(IEnumerable<UnsafeContent> contents) => [.. contents.Select(c => new WeightsUnsafe(c.What, c.Where))];

    private static TensorRows List(IReadOnlyList<TensorInfo> tensors) => new(tensors);
}
