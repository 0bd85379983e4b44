using Assay.Core;
using Assay.Economics;
using Assay.Weights.Shapes;

namespace Assay.FitServing;

/// <summary>A measured run with its deployment.</summary>
internal sealed record Sample(string Model, string Gpu, string Engine, ServingMode Mode, Deployment Deployment, double Measured)
{
    public bool Single => Mode is ServingMode.SingleStreamDecode or ServingMode.SingleStreamPrefill;

    public double LogError(ServingKnowledge knowledge) => new ServingPredictor(knowledge).Predict(Deployment) is { TokensPerSecond: > 0 } p ? Math.Log(Measured / p.TokensPerSecond) : 10;
}

/// <summary>Measured rows.</summary>
internal static class Samples
{
    public static List<Sample> Load(DataTable knowledge, byte[] rows)
    {
        var shapes = new ShapeReader(knowledge);
        var sizer = new Sizer(knowledge, shapes.FromName);
        var samples = new List<Sample>();
        foreach (var row in SizeRows.Read(rows))
        {
            if (row is not { Measured: { } measured } || sizer.ShapeOf(row) is not { } shape || sizer.DeploymentOf(row) is not { } deployment) continue;
            samples.Add(new Sample(shape.Name, deployment.Accelerator.Id, row.Backend ?? "", row.Mode, deployment, measured));
        }

        return samples;
    }
}
