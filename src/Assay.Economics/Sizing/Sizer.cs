using Assay.Core;

namespace Assay.Economics;

/// <summary>
/// The front door of sizing: one question in, one <see cref="SizeResult"/> out. Pure; safe to use from several threads once calibrated.
/// </summary>
public sealed class Sizer
{
    private readonly Func<string, ModelShape?> _shapes;
    private readonly Func<string, string, ModelShape?>? _configs;
    private readonly ServingSizer _serving;
    private readonly TrainingSizer _training;

    /// <summary>A sizer over a knowledge table.</summary>
    /// <param name="knowledge">The table.</param>
    /// <param name="shapes">Looks a name up among the named shapes.</param>
    /// <exception cref="KnowledgeException">A file of the table is not as it must be.</exception>
    /// <param name="configs">Reads a configuration that stands in a row (name, JSON); null where none can be read.</param>
    public Sizer(DataTable knowledge, Func<string, ModelShape?> shapes, Func<string, string, ModelShape?>? configs = null)
    {
        _configs = configs;
        var found = new Dictionary<string, ModelShape?>(StringComparer.Ordinal);
        _shapes = name =>
        {
            lock (found)
            {
                if (!found.TryGetValue(name, out var shape)) found[name] = shape = shapes(name);
                return shape;
            }
        };
        Hardware = HardwareCatalog.Load(knowledge);
        Formats = WeightFormats.Load(knowledge);
        Serving = ServingKnowledge.Load(knowledge);
        var training = TrainingKnowledge.Load(knowledge);
        Prices = PriceBook.Load(knowledge, Hardware);
        Training = new TrainingEstimator(training, Hardware, Prices);
        FineTuning = new FineTuneEstimator(training);
        _serving = new ServingSizer(Hardware, Formats, new ServingPredictor(Serving));
        _training = new TrainingSizer(Hardware, Prices, Training, FineTuning);
    }

    /// <summary>The accelerators.</summary>
    public HardwareCatalog Hardware { get; }

    /// <summary>The prices that were seen.</summary>
    public PriceBook Prices { get; }

    /// <summary>The weight formats.</summary>
    public WeightFormats Formats { get; }

    /// <summary>Constants of serving.</summary>
    public ServingKnowledge Serving { get; }

    /// <summary>Pre-training.</summary>
    public TrainingEstimator Training { get; }

    /// <summary>Tuning.</summary>
    public FineTuneEstimator FineTuning { get; }

    /// <summary>Own benchmark rows; <see cref="Calibration.None"/> at first.</summary>
    public Calibration Calibration { get; private set; } = Calibration.None;

    /// <summary>The shape of a request: its own, that of its configuration, the named one, or an estimate from parameters that are stated or stand in the name; null where none of them is there.</summary>
    public ModelShape? ShapeOf(SizeRequest request) => request.Shape
        ?? (request.Config is { } config ? _configs?.Invoke(request.Model, config) : null)
        ?? _shapes(request.Model)
        ?? (request.Parameters is { } parameters ? EstimatedShape.From(request.Model, parameters, request.ActiveParameters) : EstimatedShape.FromName(request.Model));

    /// <summary>The deployment that a serving question means, for programs that need the model itself; null where model, accelerator or format are not known.</summary>
    public Deployment? DeploymentOf(SizeRequest request) => ShapeOf(request) is { } shape ? _serving.Predict(request, shape)?.Deployment : null;

    /// <summary>Takes benchmark rows; those without a measurement, a known model or a known accelerator are left out.</summary>
    /// <returns>How many rows were taken.</returns>
    public int Calibrate(IEnumerable<SizeRequest?> rows)
    {
        var calibration = new Calibration();
        foreach (var row in rows)
        {
            if (row is not { Measured: { } measured } || ShapeOf(row) is not { } shape) continue;
            if (_serving.Predict(row, shape) is { } run) calibration.Add(row, shape.Name, run.Accelerator.Id, run.Prediction.TokensPerSecond, measured);
        }

        Calibration = calibration;
        return calibration.Count;
    }

    /// <summary>Answers a question.</summary>
    /// <returns>The answer, or null where the model is not known and no parameters are stated.</returns>
    public SizeResult? Answer(SizeRequest request)
    {
        if (request.Ask == SizeAsk.Train && (request.Parameters is not null || request.ActiveParameters is not null) && request.Shape is null) return _training.PreTraining(request, null);
        if (ShapeOf(request) is not { } shape) return null;
        return request.Ask switch
        {
            SizeAsk.Weights => Weights(request, shape),
            SizeAsk.Train => _training.PreTraining(request, shape),
            SizeAsk.FineTune => _training.Tuning(request, shape),
            _ => _serving.Answer(request, shape, Calibration),
        };
    }

    /// <summary>Parameters of a shape as a result shows them.</summary>
    public static SizeParameters Parameters(ModelShape shape)
    {
        var groups = shape.Parameters;
        return new SizeParameters(groups.Total, shape.Active, shape.ActiveWithoutEmbedding, groups.Embedding + groups.Head, groups);
    }

    private SizeResult Weights(SizeRequest request, ModelShape shape)
    {
        var format = Formats.Find(request.Format);
        return new SizeResult
        {
            Model = shape.Name,
            Parameters = Parameters(shape),
            Weights = format is null ? null : WeightsOf(shape, format),
            Basis = format is null ? $"the format '{request.Format}' is not known; known are {string.Join(", ", Formats.All.Select(f => f.Id))}" : "real bits of a parameter in files of this format, embeddings apart",
            Caveats = shape.Caveats,
        };
    }

    internal static SizeWeights WeightsOf(ModelShape shape, WeightFormat format)
    {
        var bytes = format.Bytes(shape.Parameters);
        return new SizeWeights(format.Id, Whole(bytes), Math.Round(bytes * 8 / Math.Max(1, shape.Parameters.Total), 3));
    }

    /// <summary>A number of bytes; what is beyond a long stays at its end.</summary>
    internal static long Whole(double bytes) => (long)Math.Clamp(bytes, -9e18, 9e18);
}
