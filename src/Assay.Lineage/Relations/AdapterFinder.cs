namespace Assay.Lineage;

/// <summary>Finds the base of an adapter: the model that, with the adapter's differences added, gives another one at hand.</summary>
internal static class AdapterFinder
{
    private const double LeastCosine = 0.9;
    private const double MaxResidual = 0.2;

    /// <summary>The base and the merged model; null where no two models differ by the adapter.</summary>
    public static (EdgeDraft Edge, ModelView Merged)? Find(ModelView adapter, IReadOnlyList<ModelView> models)
    {
        (ModelView Base, ModelView Merged, double Cosine, double Residual)? best = null;
        foreach (var merged in models)
        {
            foreach (var origin in models)
            {
                if (merged == origin || Fit(adapter, origin, merged) is not { } fit || fit.Cosine < LeastCosine || fit.Residual > MaxResidual) continue;
                if (best is null || fit.Residual < best.Value.Residual) best = (origin, merged, fit.Cosine, fit.Residual);
            }
        }

        if (best is not { } found) return null;
        var because = new Sentence("lineage-edge.adapter", ("base", found.Base.Id), ("merged", found.Merged.Id), ("cosine", Sentence.Number(found.Cosine, "0.000")));
        return (new EdgeDraft(found.Base, adapter, Relation.Adapter, 0.95, because), found.Merged);
    }

    /// <summary>Cosine of the difference with the adapter over its matrices; what is left over all matrices, squared, over the adapter's squared length.</summary>
    private static (double Cosine, double Residual)? Fit(ModelView adapter, ModelView origin, ModelView merged)
    {
        var exact = Distances.Exact(adapter, origin, merged);
        double dot = 0, own = 0, difference = 0, rest = 0;
        foreach (var role in Distances.Common(origin, merged))
        {
            var x = Distances.Vector(merged, role, exact);
            var y = Distances.Vector(origin, role, exact);
            var d = adapter.Tensor(role) is { } t && t.Rows == origin.Tensor(role)!.Rows && t.Columns == origin.Tensor(role)!.Columns ? Distances.Vector(adapter, role, exact) : default;
            for (var i = 0; i < x.Length; i++)
            {
                var change = (double)x[i] - y[i];
                var delta = d.IsEmpty ? 0 : d[i];
                dot += change * delta;
                own += (double)delta * delta;
                if (!d.IsEmpty) difference += change * change;
                rest += (change - delta) * (change - delta);
            }
        }

        return own == 0 || difference == 0 ? null : (dot / Math.Sqrt(own * difference), rest / own);
    }
}
