using Assay.Core;

namespace Assay.Lineage;

/// <summary>Compares models: pairs, relations, family trees, declared against measured.</summary>
public static class LineageAnalyzer
{
    /// <summary>Compares all models with each other.</summary>
    /// <param name="inputs">Models or sketches, in any order.</param>
    /// <param name="messages">The sentences.</param>
    /// <param name="limits">Bounds; null for the usual ones.</param>
    public static LineageResult Analyze(IReadOnlyList<LineageInput> inputs, MessageCatalog messages, LineageLimits? limits = null)
    {
        limits ??= LineageLimits.Default;
        return Assemble(ModelLoader.Load(inputs, limits), messages, limits);
    }

    /// <summary>Compares one release with other models, for the lineage section of an audit.</summary>
    /// <param name="release">The release.</param>
    /// <param name="against">Models or sketches that may be its relatives.</param>
    /// <param name="messages">The sentences.</param>
    /// <param name="limits">Bounds; null for the usual ones.</param>
    public static LineageInfo AgainstAudit(LineageInput release, IReadOnlyList<LineageInput> against, MessageCatalog messages, LineageLimits? limits = null) => AuditLineage.Of(Analyze([release, .. against], messages, limits), release.Path);

    /// <summary>The lineage section of an audit, from a comparison that includes the release.</summary>
    /// <param name="result">The comparison.</param>
    /// <param name="path">Path of the release, as it was given.</param>
    public static LineageInfo SectionOf(LineageResult result, string path) => AuditLineage.Of(result, path);

    internal static LineageResult Assemble(IReadOnlyList<ModelView> models, MessageCatalog messages, LineageLimits limits)
    {
        var pairs = AllPairs(models, limits);
        var evidence = pairs.ToDictionary(e => (e.A, e.B));
        PairEvidence? Between(ModelView a, ModelView b) => evidence.GetValueOrDefault((a, b)) ?? evidence.GetValueOrDefault((b, a));
        var related = pairs.Where(e => e.Related).Select(e => (e.A, e.B)).ToList();
        var full = models.Where(m => !m.Sketch.IsAdapter).ToList();
        var trees = Components.Of(full, related).ConvertAll(f => (Models: f, Tree: new FamilyTree(f, evidence)));
        var edges = trees.SelectMany(t => t.Tree.Edges).ToList();
        foreach (var adapter in models.Except(full)) Attach(adapter, trees, edges);
        edges = [.. edges.OrderBy(e => e.Child.Id, StringComparer.Ordinal).ThenBy(e => e.Parent.Id, StringComparer.Ordinal)];
        var sameInit = trees.SelectMany(t => t.Tree.SameInit).ToList();
        var verdicts = new Verdicts(models, edges, Between, messages);
        return new LineageResult
        {
            Models = [.. models.Select(m => new LineageModel(m.Id, m.Path, m.Sketch.Digest) { Parameters = m.Sketch.Tensors.Sum(t => t.Elements), Notes = m.Sketch.Notes })],
            Pairs = [.. pairs.Select(new PairResults(edges, sameInit, messages).Of)],
            Families = [.. Components.Of(models, [.. related, .. edges.Select(e => (e.Parent, e.Child))]).Select(f => f.Select(m => m.Id).Order(StringComparer.Ordinal).ToList())],
            Edges = [.. edges.Select(verdicts.Edge)],
            Declared = [.. verdicts.Declarations()],
            Notes = [.. Notes(models, pairs.Count).Select(n => n.In(messages))],
        };
    }

    internal static List<PairEvidence> AllPairs(IReadOnlyList<ModelView> models, LineageLimits limits)
    {
        var pairs = PairBlocking.Pairs(models, limits);
        var tests = new PairTests(limits, models.Count * (models.Count - 1) / 2);
        var evidence = new PairEvidence[pairs.Count];
        Parallel.For(0, pairs.Count, i => evidence[i] = tests.Run(pairs[i].A, pairs[i].B));
        return [.. evidence];
    }

    private static void Attach(ModelView adapter, List<(List<ModelView> Models, FamilyTree Tree)> trees, List<EdgeDraft> edges)
    {
        foreach (var (_, tree) in trees)
        {
            if (AdapterFinder.Find(adapter, tree.Core) is not { } found) continue;
            edges.Add(found.Edge);
            edges.RemoveAll(e => e.Child == found.Merged && e.Relation != Relation.LoraMerged);
            if (!edges.Exists(e => e.Child == found.Merged)) edges.Add(new EdgeDraft(found.Edge.Parent, found.Merged, Relation.LoraMerged, 0.95, found.Edge.Because));
            return;
        }
    }

    private static IEnumerable<Sentence> Notes(IReadOnlyList<ModelView> models, int compared)
    {
        var all = (long)models.Count * (models.Count - 1) / 2;
        if (compared < all) yield return new Sentence("lineage-note.blocked", ("left", Sentence.Count(all - compared)), ("all", Sentence.Count(all)));
        var large = models.Count(m => m is { Values: null, Sampled: not null });
        if (large > 0) yield return new Sentence("lineage-note.large", ("large", Sentence.Count(large)), ("models", Sentence.Count(models.Count)));
        var sketched = models.Count(m => m is { Values: null, Sampled: null });
        if (sketched > 0) yield return new Sentence("lineage-note.sketched", ("sketched", Sentence.Count(sketched)), ("models", Sentence.Count(models.Count)));
        var adapters = models.Count(m => m.Sketch.IsAdapter);
        if (adapters > 0) yield return new Sentence("lineage-note.adapters", ("adapters", Sentence.Count(adapters)));
        yield return new Sentence("lineage-note.distilled");
    }
}
