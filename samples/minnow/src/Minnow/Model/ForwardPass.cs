using Minnow.Numerics;

namespace Minnow.Model;

/// <summary>The values of every layer for one context; used again for the next.</summary>
public sealed class ForwardPass(Shape shape)
{
    /// <summary>First layer.</summary>
    public float[] First { get; } = new float[shape.Width];

    /// <summary>Second layer.</summary>
    public float[] Second { get; } = new float[shape.Hidden];

    /// <summary>One number a token; the larger, the likelier.</summary>
    public float[] Logits { get; } = new float[shape.Vocabulary];

    /// <summary>Probabilities of the tokens after <see cref="Softmax"/>.</summary>
    public double[] Probabilities { get; } = new double[shape.Vocabulary];

    /// <summary>Turns the logits into probabilities; a temperature below 1 sharpens them, above 1 flattens them.</summary>
    public void Softmax(double temperature = 1)
    {
        var top = Logits[0];
        foreach (var logit in Logits) top = logit > top ? logit : top;
        var sum = 0.0;
        for (var i = 0; i < Logits.Length; i++)
        {
            Probabilities[i] = Portable.Exp(((double)Logits[i] - top) / temperature);
            sum += Probabilities[i];
        }

        for (var i = 0; i < Probabilities.Length; i++) Probabilities[i] /= sum;
    }
}
