using System.Text.Json;
using Minnow.Data;
using Minnow.Inference;
using Minnow.Model;
using Minnow.Training;

namespace Minnow.Evaluation;

/// <summary>The evaluation: final weights, checkpoints and counting baselines on the held-out split, and how much is learned by heart.</summary>
public sealed class Evaluator(ReleaseFolder release)
{
    private const int LargestBaseline = 6;
    private const int SampledLines = 200;
    private const ulong SampleSeed = 7;

    private readonly Shape shape = Shape.Read(release.Config);
    private readonly CharTokenizer tokenizer = CharTokenizer.Read(release.Tokenizer);
    private readonly string[] trainLines = File.ReadAllLines(release.TrainText);
    private readonly string[] heldOutLines = File.ReadAllLines(release.HeldOutText);

    /// <summary>Runs everything; the bytes of <c>eval_results.json</c>.</summary>
    public byte[] Run()
    {
        var network = Read(release.Weights);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("metric", "bits per character, lower is better");
            WriteSplits(json, network);
            WriteCheckpoints(json);
            WriteBaselines(json);
            WriteSamples(json, network);
            json.WriteEndObject();
        }

        return [.. stream.ToArray(), (byte)'\n'];
    }

    private void WriteSplits(Utf8JsonWriter json, Network network)
    {
        var handwritten = File.ReadAllLines(Path.Combine(release.Sources, "handwritten.txt")).Select(CorpusProcessor.Normalize).ToHashSet(StringComparer.Ordinal);
        json.WriteStartObject("splits");
        Write(json, "train", NetworkScore.Of(network, Encode(trainLines)));
        Write(json, "heldout", NetworkScore.Of(network, Encode(heldOutLines)));
        Write(json, "heldout_generated", NetworkScore.Of(network, Encode(heldOutLines.Where(l => !handwritten.Contains(l)))));
        Write(json, "heldout_handwritten", NetworkScore.Of(network, Encode(heldOutLines.Where(handwritten.Contains))));
        json.WriteEndObject();
    }

    private void WriteCheckpoints(Utf8JsonWriter json)
    {
        json.WriteStartObject("checkpoints_heldout");
        foreach (var step in TrainingSettings.Read(release.TrainingSettings).Checkpoints) Write(json, $"step-{step:D6}", NetworkScore.Of(Read(release.Checkpoint(step)), Encode(heldOutLines)));
        json.WriteEndObject();
    }

    private void WriteBaselines(Utf8JsonWriter json)
    {
        json.WriteStartObject("baselines_heldout");
        var train = Encode(trainLines);
        var heldOut = Encode(heldOutLines);
        for (var order = 1; order <= LargestBaseline; order++)
        {
            json.WriteNumber($"order-{order}", Rounded(new NgramBaseline(order, tokenizer.Count, train).BitsPerCharacter(heldOut)));
        }

        json.WriteEndObject();
    }

    private void WriteSamples(Utf8JsonWriter json, Network network)
    {
        var lines = new Generator(network, tokenizer).Lines(new SamplingSettings("", SampledLines, SampleSeed, 0.7, 0.1)).ToArray();
        json.WriteStartObject("samples");
        json.WriteNumber("lines", lines.Length);
        json.WriteNumber("found_in_train", lines.Count(trainLines.ToHashSet(StringComparer.Ordinal).Contains));
        json.WriteNumber("found_in_heldout", lines.Count(heldOutLines.ToHashSet(StringComparer.Ordinal).Contains));
        json.WriteNumber("different_lines", lines.Distinct(StringComparer.Ordinal).Count());
        json.WriteEndObject();
    }

    private Network Read(string file) => Safetensors.Read(File.ReadAllBytes(file), shape);

    private Examples Encode(IEnumerable<string> lines) => new(lines, tokenizer, shape.Context);

    private static void Write(Utf8JsonWriter json, string name, NetworkScore score)
    {
        json.WriteStartObject(name);
        json.WriteNumber("bits_per_character", Rounded(score.BitsPerCharacter));
        json.WriteNumber("accuracy", Rounded(score.Accuracy));
        json.WriteEndObject();
    }

    private static decimal Rounded(double value) => Math.Round((decimal)value, 4);
}
