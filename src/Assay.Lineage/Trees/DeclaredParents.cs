namespace Assay.Lineage;

/// <summary>Finds the compared model that a declared name stands for.</summary>
internal static class DeclaredParents
{
    /// <summary>Whether a model declares one of these as its parent.</summary>
    public static bool NamesOneOf(ModelView model, IEnumerable<ModelView> others) => model.Sketch.Declared.Any(d => others.Any(o => o != model && StandsFor(d.Parent, o)));

    /// <summary>Whether a declared name is that of a model: equal ids, or the last segments are equal, without regard to case.</summary>
    public static bool StandsFor(string name, ModelView model) => name.Length > 0 && string.Equals(Last(name), Last(model.Id), StringComparison.OrdinalIgnoreCase);

    private static string Last(string name)
    {
        var trimmed = name.TrimEnd('/');
        return trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }
}
