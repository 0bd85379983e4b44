using System.Globalization;
using Assay.Weights;

namespace Assay.Lineage;

/// <summary>The tensors of a model by role, with everything needed to read them.</summary>
internal sealed class ModelTensors
{
    private const int MaxRows = 1 << 24;
    private const string ScaleEnding = "_scale";

    private readonly Dictionary<string, TensorInfo> _scales = new(StringComparer.Ordinal);
    private readonly NotCompared _left = new();
    private int _width;
    private int _encoder;
    private int _channels;
    private int _heads;
    private Dictionary<string, TensorRole> _shaped = [];
    private bool _inputFirst;
    private bool _normsBehind;

    private ModelTensors(WeightSetResult set) => Set = set;

    public WeightSetResult Set { get; }

    /// <summary>In order of their roles.</summary>
    public IReadOnlyList<LineageTensor> All { get; private set; } = [];

    public List<string> Notes { get; } = [];

    public bool IsAdapter { get; private set; }

    public LineageTensor? Find(TensorRole role) => All is LineageTable table ? table.Find(role) : All.FirstOrDefault(t => t.Role == role);

    public static ModelTensors Open(ModelSource source, WeightLimits limits)
    {
        var set = WeightSet.Open(source.Files, limits);
        var model = new ModelTensors(set);
        var tensors = set.Tensors;
        model._encoder = EncoderLayers(tensors);
        model.IsAdapter = IsAdapterOf(tensors);
        model.All = model.IsAdapter ? model.Deltas(tensors, DeclarationReader.Text(source.Files, "adapter_config.json")) : model.Table(tensors);
        model.Notes.AddRange(model._left.Sentences);
        foreach (var refused in set.Files.Where(f => !f.Accepted)) model.Notes.Add($"{refused.Name} was not read: {refused.Reason}");
        if (tensors.Count == 0) model.Notes.Add("there are no weights to read");
        return model;
    }

    /// <summary>Leaves out the smallest tensors where a sketch of so many bytes has no room for all; a note says so.</summary>
    /// <returns>The note, or null.</returns>
    public string? FitTo(long mostBytes)
    {
        if (All is not LineageTable table) return null;
        var fit = new SketchFit(table, mostBytes, SketchFile.MaxTensors);
        if (fit.Last == 0) return null;
        var gone = table.Keep(fit.Takes);
        var note = $"{gone} tensors of at most {fit.Last} values are left out: with them the sketch would be longer than {mostBytes} bytes or {SketchFile.MaxTensors} tensors";
        Notes.Add(note);
        return note;
    }

    /// <summary>Whether there are parts of low-rank differences and nothing else but single numbers.</summary>
    private static bool IsAdapterOf(IReadOnlyList<TensorInfo> tensors)
    {
        var any = false;
        foreach (var tensor in tensors)
        {
            var part = tensor.Name.Contains("lora_", StringComparison.Ordinal);
            if (!part && tensor.Elements > 1) return false;
            any |= part;
        }

        return any;
    }

    private List<LineageTensor> Deltas(IReadOnlyList<TensorInfo> tensors, string? configuration)
    {
        var deltas = AdapterTensors.Read(tensors, RoleOf, configuration);
        var channels = deltas.Where(d => d.Key.Slot == Slots.Down).Select(d => d.Value.Columns).FirstOrDefault();
        return [.. deltas.Select(d => new LineageTensor(d.Key, tensors[0]) { Rows = d.Value.Rows, Columns = d.Value.Columns, Held = d.Value.Data })
            .SelectMany(t => FusedParts.Split(t, t.Columns, channels)).DistinctBy(t => t.Role).OrderBy(t => t.Role, TensorRole.Order)];
    }

    private LineageTable Table(IReadOnlyList<TensorInfo> tensors)
    {
        foreach (var tensor in tensors.Where(t => t.Name.EndsWith(ScaleEnding, StringComparison.Ordinal))) _scales.TryAdd(tensor.Name, tensor);
        _width = Width(tensors);
        _normsBehind = tensors.Any(t => RoleMap.Of(t.Name).Slot == Slots.AfterFfn);
        _shaped = ShapedRoles.Of(tensors, NamedRole, _width);
        _channels = Channels(tensors);
        _heads = Heads(tensors);
        _inputFirst = IsInputFirst(tensors, _width);
        var used = _scales.Count == 0 ? [] : tensors.Select(ScaleOf).OfType<TensorInfo>().Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var table = new LineageTable(tensors, Parts);
        for (var i = 0; i < tensors.Count; i++)
        {
            var tensor = tensors[i];
            if (!used.Contains(tensor.Name) && IsCompared(tensor)) table.Add(i);
        }

        table.Finish();
        return table;
    }

    private TensorInfo? ScaleOf(TensorInfo tensor) =>
        tensor.Type is DType.I8 or DType.U8 or DType.F8_E4M3 or DType.F8_E5M2 or DType.F8_E4M3FNUZ or DType.F8_E5M2FNUZ ? _scales.GetValueOrDefault(tensor.Name + ScaleEnding) : null;

    private bool IsCompared(TensorInfo tensor)
    {
        if ((!tensor.Type.IsFloat() && ScaleOf(tensor) is null) || tensor.Elements == 0) return false;
        if (TensorReader.WhyNot(tensor) is not { } why) return RowsOf(tensor) is var rows && rows <= MaxRows && tensor.Elements / rows <= int.MaxValue;
        _left.Add(tensor, why);
        return false;
    }

    private static long RowsOf(TensorInfo tensor)
    {
        var shape = tensor.Shape.AsSpan().TrimStart(1L);
        return shape.Length < 2 ? 1 : shape[0];
    }

    /// <summary>The matrices of a tensor: itself, or those that were fused into it.</summary>
    private IEnumerable<LineageTensor> Parts(TensorInfo tensor)
    {
        var rows = RowsOf(tensor);
        var scale = ScaleOf(tensor);
        var whole = new LineageTensor(RoleOf(tensor.Name), tensor) { Rows = (int)rows, Columns = (int)(tensor.Elements / rows), Scale = ReadScale(scale, rows), InterleavedHeads = Heads(tensor, rows), Offset = Offset(tensor) };
        if (_inputFirst && IsProjection(tensor) && scale is null) whole = whole with { Rows = whole.Columns, Columns = whole.Rows, Transposed = true };
        return FusedParts.Split(whole, _width, _channels, _heads);
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

    /// <summary>Layers of a decoder are counted on from those of its encoder.</summary>
    private TensorRole RoleOf(string name) => _shaped.GetValueOrDefault(name) is { Slot: not null } shaped ? shaped : NamedRole(name);

    private TensorRole NamedRole(string name)
    {
        var role = RoleMap.Of(name);
        if (_normsBehind && role.Slot == Slots.FfnNorm && name.Contains(".post_attention_", StringComparison.Ordinal)) role = role with { Slot = Slots.AfterAttention };
        return _encoder > 0 && RoleMap.Stack(name) > 0 ? role with { Layer = role.Layer + _encoder } : role;
    }

    /// <summary>The converter of Gemma-like models adds one to their gains.</summary>
    private float Offset(TensorInfo tensor) =>
        Set.Metadata.GetValueOrDefault("general.architecture")?.StartsWith("gemma", StringComparison.Ordinal) == true && tensor.Name.EndsWith("_norm.weight", StringComparison.Ordinal) ? -1 : 0;

    /// <summary>Layers of the encoder where there is a decoder too; else 0.</summary>
    private static int EncoderLayers(IReadOnlyList<TensorInfo> tensors)
    {
        var (layers, decoder) = (0, false);
        foreach (var tensor in tensors)
        {
            var stack = RoleMap.Stack(tensor.Name);
            decoder |= stack > 0;
            if (stack < 0) layers = Math.Max(layers, RoleMap.Of(tensor.Name).Layer + 1);
        }

        return decoder ? layers : 0;
    }

    private int Channels(IReadOnlyList<TensorInfo> tensors) =>
        tensors.FirstOrDefault(t => RoleOf(t.Name).Slot == Slots.Channels) is { } input && tensors.FirstOrDefault(t => RoleOf(t.Name) is { Slot: Slots.Down } r && r.Layer == RoleOf(input.Name).Layer) is { Shape.Length: 2 } output && output.Shape[1] <= int.MaxValue / 2 ? (int)output.Shape[1] : 0;

    /// <summary>Heads of state-space blocks: one decay each; 0 where every channel has decays of its own.</summary>
    private static int Heads(IReadOnlyList<TensorInfo> tensors) =>
        tensors.FirstOrDefault(t => t.Name.EndsWith(".A_log", StringComparison.Ordinal)) is { Shape: [var heads] } && heads <= int.MaxValue ? (int)heads : 0;

    private static int Width(IReadOnlyList<TensorInfo> tensors)
    {
        if (tensors.FirstOrDefault(t => RoleMap.Of(t.Name).Slot == Slots.Embed) is { Shape.Length: 2 } embed) return embed.Shape[1] <= int.MaxValue ? (int)embed.Shape[1] : 0;
        return tensors.FirstOrDefault(t => RoleMap.Of(t.Name).Slot == Slots.Patch) is { Shape.Length: > 1 } patch && patch.Shape[0] <= int.MaxValue ? (int)patch.Shape[0] : 0;
    }

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
