using Assay.Weights;

namespace Assay.Lineage;

/// <summary>
/// Finds the feed-forward blocks of layers whose names are not known, by shape: one matrix of a module leads back into the residual stream, one or two of the same module lead out of
/// it to as many hidden units; where a single matrix has more rows than that, several projections lie in it.
/// </summary>
internal static class ShapedRoles
{
    private const int MostCandidates = 1 << 16;

    /// <summary>Roles by name of tensor; empty where all layers have blocks that are known, or the width is not.</summary>
    /// <param name="tensors">All tensors.</param>
    /// <param name="roleOf">The role that the name tells.</param>
    /// <param name="width">Width of the residual stream; 0 where it is not known.</param>
    public static Dictionary<string, TensorRole> Of(IReadOnlyList<TensorInfo> tensors, Func<string, TensorRole> roleOf, int width)
    {
        var roles = new Dictionary<string, TensorRole>(StringComparer.Ordinal);
        if (width == 0) return roles;
        var known = new HashSet<int>();
        var candidates = new List<(TensorInfo Tensor, int Layer)>();
        foreach (var tensor in tensors)
        {
            var role = roleOf(tensor.Name);
            if (role.IsUp || role.Slot is "gate_up" or Slots.Channels || role.Slot.StartsWith(Slots.Packed, StringComparison.Ordinal)) known.Add(role.Layer);
            else if (role is { Layer: >= 0, IsKnown: false } && IsProjection(tensor, width) && candidates.Count < MostCandidates) candidates.Add((tensor, role.Layer));
        }

        foreach (var layer in candidates.Where(c => !known.Contains(c.Layer)).GroupBy(c => c.Layer))
        {
            var blocks = layer.GroupBy(c => Module(c.Tensor.Name), c => c.Tensor, StringComparer.Ordinal).Select(m => Block([.. m], width)).OfType<Block>();
            if (blocks.OrderBy(b => b.IsFused).ThenByDescending(b => b.Units).FirstOrDefault() is not { } block) continue;
            foreach (var (name, slot) in block.Slots) roles[name] = new TensorRole(layer.Key, slot);
        }

        return roles;
    }

    private static bool IsProjection(TensorInfo tensor, int width) =>
        tensor.Shape is [var rows, var columns] && (rows == width) != (columns == width) && tensor.Name.EndsWith(".weight", StringComparison.Ordinal);

    private static string Module(string name) => name[..name.LastIndexOf('.', name.Length - ".weight".Length - 1)];

    private static Block? Block(List<TensorInfo> module, int width)
    {
        var back = module.FindAll(t => t.Shape[0] == width);
        if (back.Count != 1) return null;
        var units = back[0].Shape[1];
        var outward = module.FindAll(t => t.Shape[0] == units).OrderByDescending(t => t.Name.Contains("gate", StringComparison.Ordinal)).ThenBy(t => t.Name, StringComparer.Ordinal).ToList();
        var down = (back[0].Name, Slots.Down);
        if (outward.Count == 1) return new Block(units, false, [(outward[0].Name, Slots.Up), down]);
        if (outward.Count == 2) return new Block(units, false, [(outward[0].Name, Slots.Gate), (outward[1].Name, Slots.Up), down]);
        return outward.Count == 0 && module.FindAll(t => t.Shape[1] == width) is [var fused] && fused.Shape[0] >= 2 * units ? new Block(units, true, [(fused.Name, Slots.Channels), down]) : null;
    }
}

/// <summary>A feed-forward block, or a state-space block: its hidden units and what its matrices are.</summary>
/// <param name="Units">Hidden units.</param>
/// <param name="IsFused">Whether several projections lie in one matrix.</param>
/// <param name="Slots">Names of tensors with their slots.</param>
internal sealed record Block(long Units, bool IsFused, IReadOnlyList<(string Name, string Slot)> Slots);
