using System.Globalization;
using System.Text;
using Minnow.Data;
using Minnow.Model;
using Minnow.Numerics;

namespace Minnow.Training;

/// <summary>Trains the network: one thread, one order of every sum, one seed; the same bytes on every machine.</summary>
public sealed class Trainer
{
    private const int LogEvery = 200;

    private readonly TrainingSettings settings;
    private readonly Examples examples;
    private readonly SplitMix64 random;
    private readonly Network network;
    private readonly ForwardPass pass;
    private readonly Gradients gradients;
    private readonly Adam adam;
    private readonly int[] context;

    /// <summary>Draws the start values.</summary>
    public Trainer(Shape shape, TrainingSettings settings, Examples examples)
    {
        this.settings = settings;
        this.examples = examples;
        random = new SplitMix64(settings.Seed);
        network = new Network(shape);
        pass = new ForwardPass(shape);
        gradients = new Gradients(network);
        adam = new Adam(network, settings);
        context = new int[shape.Context];
        Draw(network.ContextWeight, shape.Context);
        Draw(network.HiddenWeight, shape.Width);
        Draw(network.OutputWeight, shape.Hidden);
    }

    /// <summary>Runs all steps.</summary>
    /// <param name="progress">Is told each line of the log.</param>
    public TrainedNetwork Run(Action<string>? progress = null)
    {
        var log = new StringBuilder("step,learning_rate,train_bits_per_character\n");
        var checkpoints = new SortedDictionary<int, byte[]>();
        var loss = 0.0;
        for (var step = 1; step <= settings.Steps; step++)
        {
            var rate = (double)settings.LearningRate * (settings.Steps - step + 1) / settings.Steps;
            loss += Step(rate);
            if (settings.Checkpoints.Contains(step)) checkpoints[step] = Safetensors.Write(network, step);
            if (step % LogEvery != 0) continue;
            var line = string.Create(CultureInfo.InvariantCulture, $"{step},{rate:0.000000},{loss / LogEvery:0.0000}");
            log.Append(line).Append('\n');
            progress?.Invoke(line);
            loss = 0;
        }

        return new TrainedNetwork(Safetensors.Write(network, settings.Steps), checkpoints, log.ToString());
    }

    /// <summary>One update from a batch drawn with replacement; returns its mean loss in bits a character.</summary>
    private double Step(double rate)
    {
        gradients.Clear();
        var bits = 0.0;
        for (var i = 0; i < settings.BatchSize; i++)
        {
            var at = random.Below(examples.Count);
            var target = examples.Target(at);
            examples.ContextOf(at, context);
            network.Forward(context, pass);
            pass.Softmax();
            bits -= Portable.Log2(Math.Max(pass.Probabilities[target], 1e-30));
            gradients.Add(context, target, pass, 1f / settings.BatchSize);
        }

        adam.Step(gradients.Sum, rate);
        return bits / settings.BatchSize;
    }

    /// <summary>Start values: uniform with variance 1 / inputs.</summary>
    private void Draw(Tensor tensor, int inputs)
    {
        var scale = (float)Math.Sqrt(3.0 / inputs);
        for (var i = 0; i < tensor.Values.Length; i++)
        {
            var unit = (float)((float)(2f * random.NextUnit()) - 1f);
            tensor.Values[i] = (float)(unit * scale);
        }
    }
}

/// <summary>What a training leaves.</summary>
/// <param name="Weights">The final weight file.</param>
/// <param name="Checkpoints">Weight files by step.</param>
/// <param name="Log">Loss by step, as CSV.</param>
public sealed record TrainedNetwork(byte[] Weights, IReadOnlyDictionary<int, byte[]> Checkpoints, string Log);
