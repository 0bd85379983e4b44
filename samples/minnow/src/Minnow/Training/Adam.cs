using Minnow.Model;

namespace Minnow.Training;

/// <summary>The Adam rule (Kingma and Ba 2014) in single precision. A square root is exact to the last bit by IEEE 754, so it may be used.</summary>
public sealed class Adam(Network network, TrainingSettings settings)
{
    private readonly Network means = new(network.Shape);
    private readonly Network squares = new(network.Shape);
    private double meanDecay = 1;
    private double squareDecay = 1;

    /// <summary>One update of all weights.</summary>
    public void Step(Network gradients, double learningRate)
    {
        meanDecay = (double)(meanDecay * settings.Beta1);
        squareDecay = (double)(squareDecay * settings.Beta2);
        var rate = (float)(learningRate / (1 - meanDecay));
        var correction = (float)(1 / (1 - squareDecay));
        for (var t = 0; t < network.Tensors.Count; t++)
        {
            Update(network.Tensors[t].Values, gradients.Tensors[t].Values, means.Tensors[t].Values, squares.Tensors[t].Values, rate, correction);
        }
    }

    private void Update(Span<float> weights, ReadOnlySpan<float> gradients, Span<float> mean, Span<float> square, float rate, float correction)
    {
        var keepMean = settings.Beta1;
        var keepSquare = settings.Beta2;
        var newMean = (float)(1f - keepMean);
        var newSquare = (float)(1f - keepSquare);
        for (var i = 0; i < weights.Length; i++)
        {
            var g = gradients[i];
            var m = (float)((float)(keepMean * mean[i]) + (float)(newMean * g));
            var s = (float)((float)(keepSquare * square[i]) + (float)(newSquare * (float)(g * g)));
            mean[i] = m;
            square[i] = s;
            var size = (float)((float)Math.Sqrt((float)(s * correction)) + settings.Epsilon);
            weights[i] = (float)(weights[i] - (float)((float)(rate * m) / size));
        }
    }
}
