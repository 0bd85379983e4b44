using System.Text.Json;

namespace Minnow.Training;

/// <summary>The hyperparameters, as <c>training_config.json</c> gives them.</summary>
/// <param name="Seed">Seed of start values and batches.</param>
/// <param name="Steps">Number of updates.</param>
/// <param name="BatchSize">Examples an update.</param>
/// <param name="LearningRate">At the first step; falls linearly to zero.</param>
/// <param name="Beta1">Adam: decay of the mean.</param>
/// <param name="Beta2">Adam: decay of the squares.</param>
/// <param name="Epsilon">Adam: kept out of the division by zero.</param>
/// <param name="Checkpoints">Steps after which the weights are kept.</param>
public sealed record TrainingSettings(ulong Seed, int Steps, int BatchSize, float LearningRate, float Beta1, float Beta2, float Epsilon, IReadOnlyList<int> Checkpoints)
{
    /// <summary>Reads <c>training_config.json</c>.</summary>
    public static TrainingSettings Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var root = json.RootElement;
        return new TrainingSettings(
            root.GetProperty("seed").GetUInt64(),
            root.GetProperty("steps").GetInt32(),
            root.GetProperty("batch_size").GetInt32(),
            root.GetProperty("learning_rate").GetSingle(),
            root.GetProperty("adam_beta1").GetSingle(),
            root.GetProperty("adam_beta2").GetSingle(),
            root.GetProperty("adam_epsilon").GetSingle(),
            [.. root.GetProperty("checkpoints").EnumerateArray().Select(s => s.GetInt32())]);
    }
}
