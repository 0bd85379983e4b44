using System.Globalization;
using Assay.Weights;

namespace Assay.Lineage;

/// <summary>The tensors of a model by role, with everything needed to read them.</summary>
internal sealed class ModelTensors
{
    private const int MaxRows = 1 << 24;
    private readonly Dictionary<TensorRole, LineageTensor> _byRole = [];
    private readonly HashSet<string> _scales = new(StringComparer.Ordinal);

    private ModelTensors(WeightSetResult set) => Set = set;

    public WeightSetResult Set { get; }

    /// <summary>In order of their roles.</summary>
    public IReadOnlyList<LineageTensor> All { get; private set; } = [];

    public List<string> Notes { get; } = [];

    public bool IsAdapter { get; private set; }

    public LineageTensor? Find(TensorRole role) => _byRole.GetValueOrDefault(role);

    public static ModelTensors Open(ModelSource source, WeightLimits limits)
    {
        var set = WeightSet.Open(source.Files, limits);
        var model = new ModelTensors(set);
        var tensors = set.Model.SelectMany(v => v.Tensors).ToList();
        var byName = tensors.GroupBy(t => t.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        model.IsAdapter = tensors.Count > 0 && tensors.TrueForAll(t => t.Name.Contains("lora_", StringComparison.Ordinal) || t.Elements <= 1);
        if (model.IsAdapter)
        {
            model.AddDeltas(tensors, DeclarationReader.Text(source.Files, "adapter_config.json"));
        }
        else
        {
            foreach (var tensor in tensors) model.Scale(tensor, byName);
            var width = Width(byName);
            var inputFirst = IsInputFirst(byName.Values, width);
            foreach (var tensor in tensors.Where(t => !model._scales.Contains(t.Name)).OrderBy(t => t.Name, StringComparer.Ordinal)) model.Add(tensor, byName, width, inputFirst);
        }

        foreach (var refused in set.Files.Where(f => !f.Accepted)) model.Notes.Add($"{refused.Name} was not read: {refused.Reason}");
        if (tensors.Count == 0) model.Notes.Add("there are no weights to read");
        model.All = [.. model._byRole.Values.OrderBy(t => t.Role, TensorRole.Order)];
        return model;
    }

    private void AddDeltas(List<TensorInfo> tensors, string? configuration)
    {
        foreach (var (role, delta) in AdapterTensors.Read(tensors, configuration))
            _byRole.Add(role, new LineageTensor(role, tensors[0]) { Rows = delta.Rows, Columns = delta.Columns, Held = delta.Data });
    }

    private void Scale(TensorInfo tensor, Dictionary<string, TensorInfo> byName)
    {
        if (ScaleOf(tensor, byName) is { } scale) _scales.Add(scale.Name);
    }

    private static TensorInfo? ScaleOf(TensorInfo tensor, Dictionary<string, TensorInfo> byName) =>
        tensor.Type is DType.I8 or DType.U8 or DType.F8_E4M3 or DType.F8_E5M2 or DType.F8_E4M3FNUZ or DType.F8_E5M2FNUZ ? byName.GetValueOrDefault(tensor.Name + "_scale") : null;

    private void Add(TensorInfo tensor, Dictionary<string, TensorInfo> byName, int width, bool inputFirst)
    {
        var scale = ScaleOf(tensor, byName);
        if ((!tensor.Type.IsFloat() && scale is null) || tensor.Elements == 0) return;
        if (TensorReader.WhyNot(tensor) is { } why)
        {
            Notes.Add($"{tensor.Name} was not compared: {why}");
            return;
        }

        var shape = tensor.Shape.SkipWhile(n => n == 1).ToArray();
        var rows = shape.Length < 2 ? 1 : shape[0];
        if (rows > MaxRows || tensor.Elements / rows > int.MaxValue) return;
        var whole = new LineageTensor(RoleMap.Of(tensor.Name), tensor) { Rows = (int)rows, Columns = (int)(tensor.Elements / rows), Scale = ReadScale(scale, rows), InterleavedHeads = Heads(tensor, rows) };
        if (inputFirst && IsProjection(tensor) && scale is null) whole = whole with { Rows = whole.Columns, Columns = whole.Rows, Transposed = true };
        foreach (var part in FusedParts.Split(whole, width))
        {
            if (!_byRole.TryAdd(part.Role, part)) _byRole.TryAdd(new TensorRole(part.Role.Layer, tensor.Name), part with { Role = new TensorRole(part.Role.Layer, tensor.Name) });
        }
    }

    /// <summary>GPT-2 and its heirs store projections as (in, out); others with the same names as (out, in). The feed-forward block, which is not square, tells.</summary>
    private static bool IsInputFirst(IEnumerable<TensorInfo> tensors, int width) =>
        tensors.FirstOrDefault(t => t.Shape.Length == 2 && t.Name.EndsWith(".mlp.c_fc.weight", StringComparison.Ordinal)) is { } up && width > 0 && up.Shape[0] == width && up.Shape[1] != width;

    private static bool IsProjection(TensorInfo tensor) => tensor.Shape.Length == 2 && RoleMap.Of(tensor.Name).Slot is "qkv" or "q" or "o" or Slots.Up or Slots.Down;

    private static float[] ReadScale(TensorInfo? scale, long rows)
    {
        if (scale is null || TensorReader.WhyNot(scale) is not null || (scale.Elements != 1 && scale.Elements != rows)) return [];
        var values = new float[scale.Elements];
        TensorReader.Read(scale, 0, values);
        return values;
    }

    private static int Width(Dictionary<string, TensorInfo> byName) =>
        byName.Values.FirstOrDefault(t => RoleMap.Of(t.Name).Slot == Slots.Embed) is { Shape.Length: 2 } embed && embed.Shape[1] <= int.MaxValue ? (int)embed.Shape[1] : 0;

    /// <summary>Only the converter of Llama-like models interleaves the rows of query and key.</summary>
    private int Heads(TensorInfo tensor, long rows)
    {
        if (Set.Metadata.GetValueOrDefault("general.architecture") is not "llama") return 0;
        var role = RoleMap.Of(tensor.Name).Slot;
        if (role is not ("q" or "k" or "q.bias" or "k.bias")) return 0;
        var key = role[0] == 'q' || !Set.Metadata.ContainsKey("llama.attention.head_count_kv") ? "llama.attention.head_count" : "llama.attention.head_count_kv";
        return int.TryParse(Set.Metadata.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out var heads) && heads > 0 && rows % heads == 0 && rows / heads % 2 == 0 ? heads : 0;
    }
}
