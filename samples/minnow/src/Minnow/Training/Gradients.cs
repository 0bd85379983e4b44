using Minnow.Model;
using Minnow.Numerics;

namespace Minnow.Training;

/// <summary>Back-propagation: adds the gradient of the loss of one example to a network-shaped sum.</summary>
public sealed class Gradients(Network network)
{
    private readonly float[] logits = new float[network.Shape.Vocabulary];
    private readonly float[] second = new float[network.Shape.Hidden];
    private readonly float[] first = new float[network.Shape.Width];

    /// <summary>The sums, one tensor for each of the network.</summary>
    public Network Sum { get; } = new(network.Shape);

    /// <summary>Sets all sums to zero.</summary>
    public void Clear()
    {
        foreach (var tensor in Sum.Tensors) Array.Clear(tensor.Values);
    }

    /// <summary>Adds the gradient of <c>-log p(target) / batch</c>; <paramref name="pass"/> holds the layers and probabilities of this context.</summary>
    public void Add(ReadOnlySpan<int> context, int target, ForwardPass pass, float oneOverBatch)
    {
        for (var i = 0; i < logits.Length; i++)
        {
            var error = pass.Probabilities[i] - (i == target ? 1.0 : 0.0);
            logits[i] = (float)((float)error * oneOverBatch);
        }

        Layer(pass.Second, logits, network.OutputWeight, Sum.OutputWeight, Sum.OutputBias, second);
        Layer(pass.First, second, network.HiddenWeight, Sum.HiddenWeight, Sum.HiddenBias, first);
        Rows.Add(Sum.ContextBias.Values, first);
        for (var place = 0; place < context.Length; place++) Rows.Add(Sum.ContextWeight.Row(network.Row(place, context[place])), first);
    }

    /// <summary>One layer back: gradients of weights and offsets, then of the inputs, which came out of a tanh.</summary>
    private static void Layer(float[] input, float[] outputGradient, Tensor weight, Tensor weightSum, Tensor biasSum, float[] inputGradient)
    {
        Rows.Add(biasSum.Values, outputGradient);
        for (var i = 0; i < input.Length; i++)
        {
            Rows.AddScaled(weightSum.Row(i), input[i], outputGradient);
            var slope = (float)(1f - (float)(input[i] * input[i]));
            inputGradient[i] = (float)(Rows.Dot(weight.Row(i), outputGradient) * slope);
        }
    }
}
