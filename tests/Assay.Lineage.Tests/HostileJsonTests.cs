using System.Text;
using Assay.Core;
using Assay.Weights;

namespace Assay.Lineage.Tests;

/// <summary>Configuration beside the weights that is valid JSON and no text, found by bench/WeightFuzz.</summary>
public sealed class HostileJsonTests
{
    [Theory]
    [InlineData("adapter_config.json", """{"base_model_name_or_path":"\ud800"}""")]
    [InlineData("adapter_config.json", """{"\ud800":1,"lora_alpha":"x","base_model_name_or_path":"a/b"}""")]
    [InlineData("config.json", """{"_name_or_path":"\udfff"}""")]
    public void Half_a_surrogate_pair_declares_nothing(string name, string json)
    {
        var sketch = SketchBuilder.Build(new ModelSource("m", [new WeightSource(name, () => new MemoryBlob(Encoding.UTF8.GetBytes(json)))]));
        Assert.DoesNotContain(sketch.Declared, d => d.Parent.Contains('\ud800', StringComparison.Ordinal));
    }
}
