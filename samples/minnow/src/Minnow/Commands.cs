using System.Globalization;
using System.Text;
using Minnow.Data;
using Minnow.Evaluation;
using Minnow.Inference;
using Minnow.Model;
using Minnow.Training;

namespace Minnow;

/// <summary>The four commands. Each reads the release and writes its results to <c>--out</c>, by default into the release itself.</summary>
public static class Commands
{
    /// <summary>Sources to raw sentences, training split and held-out split.</summary>
    public static void MakeData(ReleaseFolder release, ReleaseFolder result)
    {
        var raw = new CorpusGenerator(release.Sources).Generate();
        var corpus = new CorpusProcessor(CharTokenizer.Read(release.Tokenizer)).Process(raw);
        ReleaseFolder.Save(result.RawText, Text(raw));
        ReleaseFolder.Save(result.TrainText, Text(corpus.Train));
        ReleaseFolder.Save(result.HeldOutText, Text(corpus.HeldOut));
        ReleaseFolder.Save(result.ProcessingReport, corpus.Report());
    }

    /// <summary>Training split to weights, checkpoints and log.</summary>
    public static void Train(ReleaseFolder release, ReleaseFolder result, Action<string>? progress = null)
    {
        var shape = Shape.Read(release.Config);
        var examples = new Examples(File.ReadAllLines(release.TrainText), CharTokenizer.Read(release.Tokenizer), shape.Context);
        var trained = new Trainer(shape, TrainingSettings.Read(release.TrainingSettings), examples).Run(progress);
        ReleaseFolder.Save(result.Weights, trained.Weights);
        ReleaseFolder.Save(result.TrainingLog, Encoding.UTF8.GetBytes(trained.Log));
        foreach (var (step, bytes) in trained.Checkpoints) ReleaseFolder.Save(result.Checkpoint(step), bytes);
    }

    /// <summary>Weights and splits to results.</summary>
    public static void Evaluate(ReleaseFolder release, ReleaseFolder result) => ReleaseFolder.Save(result.EvaluationResults, new Evaluator(release).Run());

    /// <summary>Weights and a prompt to sentences.</summary>
    public static IEnumerable<string> Generate(ReleaseFolder release, SamplingSettings settings) =>
        new Generator(Safetensors.Read(File.ReadAllBytes(release.Weights), Shape.Read(release.Config)), CharTokenizer.Read(release.Tokenizer)).Lines(settings);

    /// <summary>Settings of <c>generate</c> from its options.</summary>
    public static SamplingSettings Sampling(IReadOnlyDictionary<string, string> options) => new(
        options.GetValueOrDefault("--prompt", ""),
        int.Parse(options.GetValueOrDefault("--lines", "5"), CultureInfo.InvariantCulture),
        ulong.Parse(options.GetValueOrDefault("--seed", "1"), CultureInfo.InvariantCulture),
        double.Parse(options.GetValueOrDefault("--temperature", "0.7"), CultureInfo.InvariantCulture),
        double.Parse(options.GetValueOrDefault("--min-p", "0.1"), CultureInfo.InvariantCulture));

    private static byte[] Text(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));
}
