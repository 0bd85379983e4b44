using Minnow.Numerics;

namespace Minnow.Model;

/// <summary>
/// The architecture: a perceptron of three layers over the last characters.
/// <code>
/// first  = tanh(sum over places p of context.weight[p * vocabulary + character at p] + context.bias)
/// second = tanh(first  x hidden.weight + hidden.bias)
/// logits =      second x output.weight + output.bias
/// </code>
/// The first layer is a table: each character at each place has a row of its own, so no product is needed.
/// </summary>
public sealed class Network
{
    /// <summary>All zeros; the trainer draws the start values, <see cref="Safetensors"/> reads trained ones.</summary>
    public Network(Shape shape)
    {
        Shape = shape;
        ContextWeight = new Tensor("context.weight", shape.Context * shape.Vocabulary, shape.Width);
        ContextBias = new Tensor("context.bias", shape.Width);
        HiddenWeight = new Tensor("hidden.weight", shape.Width, shape.Hidden);
        HiddenBias = new Tensor("hidden.bias", shape.Hidden);
        OutputWeight = new Tensor("output.weight", shape.Hidden, shape.Vocabulary);
        OutputBias = new Tensor("output.bias", shape.Vocabulary);
        Tensors = [ContextBias, ContextWeight, HiddenBias, HiddenWeight, OutputBias, OutputWeight];
    }

    /// <summary>The sizes.</summary>
    public Shape Shape { get; }

    /// <summary>One row for each place and character.</summary>
    public Tensor ContextWeight { get; }

    /// <summary>Offsets of the first layer.</summary>
    public Tensor ContextBias { get; }

    /// <summary>First layer to second: rows are inputs.</summary>
    public Tensor HiddenWeight { get; }

    /// <summary>Offsets of the second layer.</summary>
    public Tensor HiddenBias { get; }

    /// <summary>Second layer to logits: rows are inputs.</summary>
    public Tensor OutputWeight { get; }

    /// <summary>Offsets of the logits.</summary>
    public Tensor OutputBias { get; }

    /// <summary>All tensors, sorted by name: the order of the file and of the start values.</summary>
    public IReadOnlyList<Tensor> Tensors { get; }

    /// <summary>Number of weights.</summary>
    public int Parameters => Tensors.Sum(t => t.Values.Length);

    /// <summary>Runs the network on one context (ids, oldest first) and leaves every layer's values in <paramref name="pass"/>.</summary>
    public void Forward(ReadOnlySpan<int> context, ForwardPass pass)
    {
        ContextBias.Values.CopyTo(pass.First, 0);
        for (var place = 0; place < context.Length; place++) Rows.Add(pass.First, ContextWeight.Row(Row(place, context[place])));
        ApplyTanh(pass.First);
        Layer(pass.First, HiddenWeight, HiddenBias, pass.Second);
        ApplyTanh(pass.Second);
        Layer(pass.Second, OutputWeight, OutputBias, pass.Logits);
    }

    /// <summary>Row of <see cref="ContextWeight"/> for a character at a place.</summary>
    public int Row(int place, int id) => (place * Shape.Vocabulary) + id;

    private static void Layer(float[] input, Tensor weight, Tensor bias, float[] output)
    {
        bias.Values.CopyTo(output, 0);
        for (var i = 0; i < input.Length; i++) Rows.AddScaled(output, input[i], weight.Row(i));
    }

    private static void ApplyTanh(float[] values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = Portable.Tanh(values[i]);
    }
}
