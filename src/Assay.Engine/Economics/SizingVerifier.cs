using Assay.Core;
using Assay.Economics;
using Assay.Weights.Shapes;

namespace Assay.Engine;

/// <summary>Loads the knowledge of sizing strictly and counts every named shape against its published number of parameters.</summary>
internal static class SizingVerifier
{
    public static IEnumerable<string> Verify(DataTable knowledge)
    {
        var shapes = new ShapeReader(knowledge);
        _ = new Sizer(knowledge, shapes.FromName);
        foreach (var named in shapes.Known)
        {
            var outcome = shapes.FromConfig(named.Config, "knowledge");
            if (outcome.Shape is not { } shape) yield return $"models/: {named.Name}: {outcome.Why}";
            else if (named.Parameters is { } expected && shape.Parameters.Total != expected) yield return $"models/: {named.Name}: counted {shape.Parameters.Total}, published are {expected}";
        }
    }
}
