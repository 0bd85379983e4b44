using Minnow.Model;

namespace Assay.Samples;

/// <summary>The weight file of minnow: what is written is read again, and what does not fit is refused.</summary>
public sealed class SafetensorsTests
{
    private static readonly Shape Small = new(Context: 2, Vocabulary: 4, Width: 8, Hidden: 4);

    [Fact]
    public void Written_weights_are_read_again()
    {
        var network = new Network(Small);
        foreach (var tensor in network.Tensors)
        {
            for (var i = 0; i < tensor.Values.Length; i++) tensor.Values[i] = i + (tensor.Name.Length / 100f);
        }

        var read = Safetensors.Read(Safetensors.Write(network, 7), Small);
        Assert.All(network.Tensors.Zip(read.Tensors), p => Assert.Equal(p.First.Values, p.Second.Values));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(-4)]
    public void A_cut_file_is_refused(int length)
    {
        var bytes = Safetensors.Write(new Network(Small), 0);
        Assert.Throws<InvalidDataException>(() => Safetensors.Read(bytes[..(length < 0 ? bytes.Length + length : length)], Small));
    }

    [Fact]
    public void Another_shape_is_refused() =>
        Assert.Throws<InvalidDataException>(() => Safetensors.Read(Safetensors.Write(new Network(Small), 0), Small with { Width = 12 }));

    [Fact]
    public void The_published_file_has_the_parameters_that_the_card_states()
    {
        var network = Safetensors.Read(File.ReadAllBytes(Sample.In("minnow", "model.safetensors")), Shape.Read(Sample.In("minnow", "config.json")));
        Assert.Equal(59_616, network.Parameters);
        Assert.Contains("59,616 parameters", File.ReadAllText(Sample.In("minnow", "README.md")), StringComparison.Ordinal);
    }
}
