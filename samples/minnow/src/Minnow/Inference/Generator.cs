using System.Text;
using Minnow.Model;
using Minnow.Numerics;

namespace Minnow.Inference;

/// <summary>Writes sentences: draws one character after the other from what the network foretells.</summary>
public sealed class Generator(Network network, CharTokenizer tokenizer)
{
    private const int LongestLine = 160;

    /// <summary>The lines, each beginning with the prompt.</summary>
    public IEnumerable<string> Lines(SamplingSettings settings)
    {
        var random = new SplitMix64(settings.Seed);
        for (var i = 0; i < settings.Lines; i++) yield return Line(settings, random);
    }

    private string Line(SamplingSettings settings, SplitMix64 random)
    {
        var pass = new ForwardPass(network.Shape);
        var context = new int[network.Shape.Context];
        Array.Fill(context, CharTokenizer.LineEnd);
        foreach (var id in tokenizer.Encode(settings.Prompt)) Push(context, id);
        var line = new StringBuilder(settings.Prompt);
        while (line.Length < LongestLine)
        {
            network.Forward(context, pass);
            pass.Softmax(settings.Temperature);
            var id = Draw(pass.Probabilities, settings.MinimumShare, random.NextUnit());
            if (id == CharTokenizer.LineEnd) break;
            line.Append(tokenizer.Decode(id));
            Push(context, id);
        }

        return line.ToString();
    }

    private static void Push(int[] context, int id)
    {
        Array.Copy(context, 1, context, 0, context.Length - 1);
        context[^1] = id;
    }

    /// <summary>Draws a token among those that are not hopeless beside the likeliest.</summary>
    private static int Draw(double[] probabilities, double minimumShare, double unit)
    {
        var least = minimumShare * probabilities.Max();
        var at = unit * probabilities.Where(p => p >= least).Sum();
        var last = 0;
        for (var id = 0; id < probabilities.Length; id++)
        {
            if (probabilities[id] < least) continue;
            at -= probabilities[id];
            last = id;
            if (at < 0) break;
        }

        return last;
    }
}

/// <summary>How to write.</summary>
/// <param name="Prompt">Start of each line.</param>
/// <param name="Lines">How many.</param>
/// <param name="Seed">The same seed gives the same lines.</param>
/// <param name="Temperature">Below 1 careful, above 1 bold; more than 0.</param>
/// <param name="MinimumShare">A character is never drawn when it is less likely than this share of the likeliest one; from 0 to 1.</param>
public sealed record SamplingSettings(string Prompt, int Lines, ulong Seed, double Temperature, double MinimumShare);
