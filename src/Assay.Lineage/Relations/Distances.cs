using System.Numerics.Tensors;

namespace Assay.Lineage;

/// <summary>Lengths, differences and inner products of whole models: over their values where all are at hand, else over their count-sketches, which keep them up to a few percent.</summary>
internal static class Distances
{
    /// <summary>The vector that stands for a tensor.</summary>
    public static ReadOnlySpan<float> Vector(ModelView model, TensorRole role, bool exact) =>
        exact ? model.Values![role].Data : model.Tensor(role)!.Sketch;

    /// <summary>Whether values of all models are at hand.</summary>
    public static bool Exact(params ReadOnlySpan<ModelView> models)
    {
        foreach (var model in models)
        {
            if (model.Values is null) return false;
        }

        return true;
    }

    /// <summary>Roles that both have in the same shape and that are evidence.</summary>
    public static List<TensorRole> Common(ModelView a, ModelView b) =>
        [.. a.Sketch.Tensors.Where(t => !t.Deterministic && b.Tensor(t.Role) is { } other && other.Rows == t.Rows && other.Columns == t.Columns).Select(t => t.Role)];

    /// <summary>Whether a tensor holds running statistics of the data that passed through, which no step of training moves.</summary>
    public static bool IsStatistic(TensorRole role) => role.Slot.EndsWith("running_mean", StringComparison.Ordinal) || role.Slot.EndsWith("running_var", StringComparison.Ordinal);

    /// <summary>Squared length of the difference over these roles.</summary>
    public static double Squared(ModelView a, ModelView b, IEnumerable<TensorRole> roles)
    {
        var exact = Exact(a, b);
        return roles.Sum(r => Square(Vector(a, r, exact), Vector(b, r, exact)));
    }

    /// <summary>Squared length over these roles.</summary>
    public static double SquaredLength(ModelView a, IEnumerable<TensorRole> roles) => roles.Sum(r => a.Tensor(r)!.Moments.Sum2);

    /// <summary>Length of the difference over the mean length; null where they share no tensor of the same shape.</summary>
    public static double? Relative(ModelView a, ModelView b)
    {
        var roles = Common(a, b);
        var length = (SquaredLength(a, roles) + SquaredLength(b, roles)) / 2;
        return roles.Count == 0 || length == 0 ? null : Math.Sqrt(Squared(a, b, roles) / length);
    }

    private static double Square(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        const int Block = 4096;
        double sum = 0;
        Span<float> difference = stackalloc float[Block];
        for (var i = 0; i < x.Length; i += Block)
        {
            var n = Math.Min(Block, x.Length - i);
            TensorPrimitives.Subtract(x.Slice(i, n), y.Slice(i, n), difference[..n]);
            sum += TensorPrimitives.SumOfSquares<float>(difference[..n]);
        }

        return sum;
    }
}
