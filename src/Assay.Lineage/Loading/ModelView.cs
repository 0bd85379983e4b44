namespace Assay.Lineage;

/// <summary>A model as the comparison sees it: its sketch, and its values where they fit in memory.</summary>
internal sealed class ModelView
{
    private readonly Dictionary<TensorRole, TensorSketch> _byRole;
    private readonly Dictionary<TensorRole, UnitHashes> _units;
    private readonly ILookup<int, UnitHashes> _hidden;

    public ModelView(string id, string path, ModelSketch sketch, IReadOnlyDictionary<TensorRole, Matrix>? values = null, ModelTensors? weights = null)
    {
        Sampled = weights is null ? null : new SampledUnits(weights);
        (Id, Path, Sketch, Values) = (id, path, sketch, values);
        _byRole = sketch.Tensors.ToDictionary(t => t.Role);
        _units = sketch.Units.ToDictionary(u => u.Role);
        Layers = 1 + sketch.Tensors.Select(t => t.Role).Where(r => r.IsKnown).Select(r => r.Layer).DefaultIfEmpty(-1).Max();
        _hidden = sketch.Units.Where(u => u.Role.IsUp).ToLookup(u => u.Role.Layer);
        IsLanguage = _hidden.Count > 0;
    }

    public string Id { get; }

    public string Path { get; }

    public ModelSketch Sketch { get; }

    /// <summary>Values by role; null where only the sketch is at hand.</summary>
    public IReadOnlyDictionary<TensorRole, Matrix>? Values { get; }

    /// <summary>Samples of its units, read when they are asked for; null where the weights are not at hand.</summary>
    public SampledUnits? Sampled { get; }

    /// <summary>Number of layers of known roles.</summary>
    public int Layers { get; }

    /// <summary>Whether it has feed-forward layers with names that are known.</summary>
    public bool IsLanguage { get; }

    public TensorSketch? Tensor(TensorRole role) => _byRole.GetValueOrDefault(role);

    public UnitHashes? Units(TensorRole role) => _units.GetValueOrDefault(role);

    /// <summary>Hidden units of a layer: one set, or one for each expert whose units are hashed.</summary>
    public IEnumerable<UnitHashes> Hidden(int layer) => _hidden[layer];

    public TensorSketch? Embed => Tensor(new TensorRole(-1, Slots.Embed));

    /// <summary>Hidden units of the first feed-forward block, of one expert where there are several; 0 where there is none.</summary>
    public int FeedForward => Sketch.Tensors.FirstOrDefault(t => t.Role.IsUp)?.Rows ?? 0;

    /// <summary>Experts of the layer that has most; 0 for a dense model.</summary>
    public int Experts => Sketch.Tensors.Where(t => t.Role.IsUp && t.Role.Slot != Slots.Up).GroupBy(t => t.Role.Layer).Select(g => g.Count()).DefaultIfEmpty(0).Max();
}
