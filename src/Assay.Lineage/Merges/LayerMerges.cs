namespace Assay.Lineage;

/// <summary>Finds models that were put together from whole layers of others, value for value (passthrough, "frankenmerge").</summary>
internal static class LayerMerges
{
    private const int LeastLayers = 2;

    /// <summary>A model of layers of others.</summary>
    /// <param name="Child">The model.</param>
    /// <param name="Parents">The models that its layers come from, that of most layers first.</param>
    /// <param name="Layers">For each layer the parent and its layer; (-1, -1) where none is at hand.</param>
    internal sealed record Fit(ModelView Child, IReadOnlyList<ModelView> Parents, IReadOnlyList<(int Parent, int Layer)> Layers)
    {
        /// <summary>Layers that come from no model at hand.</summary>
        public int Missing => Layers.Count(l => l.Parent < 0);
    }

    /// <summary>Models whose layers need two or more others, of which none explains all.</summary>
    public static List<Fit> Find(IReadOnlyList<ModelView> models)
    {
        var layers = models.ToDictionary(m => m, LayersOf);
        var fits = models.Select(x => Of(x, models, layers)).OfType<Fit>().ToList();
        return fits.FindAll(f => !fits.Exists(o => o != f && o.Parents.Contains(f.Child) && Prefers(o, f)));
    }

    /// <summary>Layers go both ways between a model and one made of it; the made one needs the fewer others to be explained in full.</summary>
    private static bool Prefers(Fit a, Fit b) => a.Missing != b.Missing ? a.Missing < b.Missing : a.Parents.Count != b.Parents.Count ? a.Parents.Count < b.Parents.Count : string.CompareOrdinal(a.Child.Id, b.Child.Id) < 0;

    private static Fit? Of(ModelView child, IReadOnlyList<ModelView> models, Dictionary<ModelView, List<(int Layer, UInt128 Hash)>> layers)
    {
        var own = layers[child];
        if (own.Count < LeastLayers) return null;
        var sources = models.Where(m => m != child).Select(m => (Model: m, Has: layers[m].GroupBy(l => l.Hash).ToDictionary(g => g.Key, g => g.First().Layer))).Where(s => own.Exists(l => s.Has.ContainsKey(l.Hash))).ToList();
        var parents = new List<ModelView>();
        var left = own.Where(l => sources.Exists(s => s.Has.ContainsKey(l.Hash))).Select(l => l.Hash).ToHashSet();
        while (left.Count > 0)
        {
            var next = sources.OrderByDescending(s => left.Count(s.Has.ContainsKey)).ThenBy(s => s.Model.Id, StringComparer.Ordinal).First();
            parents.Add(next.Model);
            left.RemoveWhere(next.Has.ContainsKey);
        }

        if (parents.Count < 2) return null;
        var map = own.ConvertAll(l =>
        {
            var parent = parents.FindIndex(p => sources.Find(s => s.Model == p).Has.ContainsKey(l.Hash));
            return (parent, parent < 0 ? -1 : sources.Find(s => s.Model == parents[parent]).Has[l.Hash]);
        });
        return new Fit(child, parents, map);
    }

    /// <summary>Layers with one hash over all that is evidence in them, in order.</summary>
    private static List<(int Layer, UInt128 Hash)> LayersOf(ModelView model) =>
        [.. model.Sketch.Tensors.Where(t => t.Role.Layer >= 0 && t.IsEvidence).GroupBy(t => t.Role.Layer).OrderBy(g => g.Key).Select(g => (g.Key, ValueHash.Join([.. g.OrderBy(t => t.Role.Slot, StringComparer.Ordinal).Select(t => t.ValueHash)])))];

    public static IEnumerable<EdgeDraft> Edges(Fit fit)
    {
        var map = string.Join(", ", fit.Layers.Select(l => l.Parent < 0 ? "?" : $"{fit.Parents[l.Parent].Id} {Sentence.Count(l.Layer)}"));
        var because = new Sentence("lineage-merge.layers", ("layers", map));
        Sentence[] more = fit.Missing == 0 ? [] : [new Sentence("lineage-merge.missing-layers", ("count", Sentence.Count(fit.Missing)))];
        return fit.Parents.Select(p => new EdgeDraft(p, fit.Child, Relation.MergePassthrough, fit.Missing == 0 ? 0.97 : 0.85, because) { More = more });
    }
}
