namespace Assay.Lineage;

/// <summary>Compares hashes of values: the same numbers in whatever container, type, order of files or tensor names.</summary>
internal static class IdentityTest
{
    /// <summary>What the hashes show.</summary>
    /// <param name="Common">Tensors of the smaller model that say something.</param>
    /// <param name="Equal">Of these, tensors whose values are found in the other model.</param>
    /// <param name="Complete">Whether both models have the same tensors and all are equal.</param>
    internal readonly record struct Outcome(int Common, int Equal, bool Complete)
    {
        public bool AllEqual => Common > 0 && Equal == Common;
    }

    public static Outcome Run(ModelView a, ModelView b)
    {
        var hashesA = Hashes(a);
        var hashesB = Hashes(b);
        var (small, large) = hashesA.Count <= hashesB.Count ? (hashesA, hashesB) : (hashesB, hashesA);
        var equal = small.Count(large.Contains);
        return new Outcome(small.Count, equal, equal == small.Count && small.Count == large.Count && a.Sketch.IsAdapter == b.Sketch.IsAdapter && SmallOnes(a, b));
    }

    private static HashSet<UInt128> Hashes(ModelView model) => [.. model.Sketch.Tensors.Where(t => t.IsEvidence).Select(t => t.ValueHash)];

    /// <summary>Small tensors are no evidence of their own, but identical models have them equal where both name them alike.</summary>
    private static bool SmallOnes(ModelView a, ModelView b) =>
        a.Sketch.Tensors.All(t => b.Tensor(t.Role) is not { } other || other.ValueHash == t.ValueHash);
}
