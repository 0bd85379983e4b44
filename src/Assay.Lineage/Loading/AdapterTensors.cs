using System.Text.Json;
using Assay.Weights;

namespace Assay.Lineage;

/// <summary>An adapter as what it adds to a base: scale times B A for each target, held in memory.</summary>
internal static class AdapterTensors
{
    private const long MaxElements = 1 << 26;
    private const string Wrapper = "base_model.model.";

    /// <summary>The differences by role.</summary>
    /// <param name="tensors">Tensors named <c>PATH.lora_A.weight</c> and <c>PATH.lora_B.weight</c>.</param>
    /// <param name="roleOf">The role of a tensor of the base by its name.</param>
    /// <param name="configuration">Text of <c>adapter_config.json</c>; null where there is none.</param>
    public static Dictionary<TensorRole, Matrix> Read(IEnumerable<TensorInfo> tensors, Func<string, TensorRole> roleOf, string? configuration)
    {
        var byName = tensors.GroupBy(t => t.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var deltas = new Dictionary<TensorRole, Matrix>();
        foreach (var (name, a) in byName.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            var at = name.IndexOf(".lora_A.", StringComparison.Ordinal);
            if (at < 0 || !byName.TryGetValue(name.Replace(".lora_A.", ".lora_B.", StringComparison.Ordinal), out var b)) continue;
            if (a.Shape.Length != 2 || b.Shape.Length != 2 || a.Shape[0] != b.Shape[1] || TensorReader.WhyNot(a) is not null || TensorReader.WhyNot(b) is not null) continue;
            if (a.Elements > MaxElements || b.Elements > MaxElements || (UInt128)a.Shape[1] * (UInt128)b.Shape[0] > MaxElements) continue;
            deltas.TryAdd(roleOf(Target(name[..at]) + ".weight"), Product(b, a, Scale(configuration, (int)a.Shape[0])));
        }

        return deltas;
    }

    /// <summary>The name of the adapted module in the base, without what PEFT wraps around the model.</summary>
    private static string Target(string module) => module.StartsWith(Wrapper, StringComparison.Ordinal) ? module[Wrapper.Length..] : module;

    private static Matrix Product(TensorInfo b, TensorInfo a, float scale)
    {
        var product = Load(b).TimesTransposed(Load(a).Transposed());
        System.Numerics.Tensors.TensorPrimitives.Multiply(product.Data, scale, product.Data);
        return product;
    }

    private static Matrix Load(TensorInfo tensor)
    {
        var matrix = new Matrix((int)tensor.Shape[0], (int)tensor.Shape[1]);
        TensorReader.Read(tensor, 0, matrix.Data);
        return matrix;
    }

    /// <summary>alpha over rank, or over its root with <c>use_rslora</c>; 1 where the configuration does not say.</summary>
    private static float Scale(string? configuration, int rank)
    {
        if (configuration is null || JsonText.Parse(configuration) is not { } document) return 1;
        using (document)
        {
            var root = document.RootElement;
            if (JsonText.Property(root, "lora_alpha") is not { ValueKind: JsonValueKind.Number } alpha || !alpha.TryGetDouble(out var a)) return 1;
            var rooted = JsonText.Property(root, "use_rslora") is { ValueKind: JsonValueKind.True };
            return (float)(a / (rooted ? Math.Sqrt(rank) : rank));
        }
    }
}
