using Minnow.Data;
using Minnow.Model;
using Minnow.Numerics;

namespace Minnow.Evaluation;

/// <summary>How well a network foretells a text.</summary>
/// <param name="BitsPerCharacter">Mean of -log2 p; lower is better.</param>
/// <param name="Accuracy">Share of characters that the network thought likeliest.</param>
public readonly record struct NetworkScore(double BitsPerCharacter, double Accuracy)
{
    /// <summary>Runs the network over every character of a text.</summary>
    public static NetworkScore Of(Network network, Examples text)
    {
        var pass = new ForwardPass(network.Shape);
        var context = new int[network.Shape.Context];
        var bits = 0.0;
        var right = 0;
        for (var at = 0; at < text.Count; at++)
        {
            text.ContextOf(at, context);
            network.Forward(context, pass);
            pass.Softmax();
            bits -= Portable.Log2(Math.Max(pass.Probabilities[text.Target(at)], 1e-30));
            if (Array.IndexOf(pass.Probabilities, pass.Probabilities.Max()) == text.Target(at)) right++;
        }

        return new NetworkScore(bits / text.Count, (double)right / text.Count);
    }
}
