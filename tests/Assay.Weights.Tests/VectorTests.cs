using System.Text.Json;
using Assay.Core;
using Assay.Tests;

namespace Assay.Weights.Tests;

/// <summary>The labeled vectors: every one is accepted or refused as its label says.</summary>
public sealed class VectorTests
{
    [Theory]
    [InlineData("safetensors", 32)]
    [InlineData("gguf", 46)]
    public void Labeled_vectors_are_accepted_or_refused_as_labeled(string kind, int count)
    {
        var folder = SharedData.Path("data", "weights", kind);
        using var labels = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var wrong = new List<string>();
        foreach (var label in labels.RootElement.EnumerateObject())
        {
            using var blob = FileBlob.Open(Path.Combine(folder, $"{label.Name}.{kind}"));
            var result = WeightFile.Open($"{label.Name}.{kind}", blob);
            if (result.Accepted != (label.Value.GetString() == "accept") || result.Accepted == (result.Reason is { Length: > 0 })) wrong.Add($"{label.Name}: {result.Reason}");
        }

        Assert.Empty(wrong);
        Assert.Equal(count, labels.RootElement.EnumerateObject().Count());
    }
}
