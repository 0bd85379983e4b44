using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Tests;

namespace Assay.Economics.Tests;

/// <summary>A second reading of the catalogs: against the collected facts, and by arithmetic that holds for every accelerator and every name.</summary>
public sealed partial class SecondReadingTests
{
    /// <summary>The one figure that the facts leave open and the catalog has from the vendor's page.</summary>
    private static readonly HashSet<string> Added = ["rtx_3090 bf16_tflops_dense"];

    [Fact]
    public void Accelerators_are_those_of_the_facts()
    {
        using var facts = JsonDocument.Parse(File.ReadAllText(SharedData.Path("data", "economics", "hardware.json")));
        foreach (var item in facts.RootElement.GetProperty("items").EnumerateArray())
        {
            var ours = Fixture.Sizer.Hardware.Find(item.GetProperty("id").GetString()!)!;
            foreach (var (key, figure) in new[] { ("memory_gb", ours.MemoryGB), ("mem_bandwidth_gbs", ours.BandwidthGBs), ("bf16_tflops_dense", ours.Bf16Tflops), ("fp8_tflops_dense", ours.Fp8Tflops), ("int8_tops_dense", ours.Int8Tops), ("fp4_tflops_dense", ours.Fp4Tflops), ("tdp_w", ours.PowerWatts), ("link_gbs_one_way", ours.LinkGBs) })
            {
                var value = item.GetProperty(key);
                if (value.ValueKind == JsonValueKind.Object) value = value.GetProperty("value");
                if (!Added.Contains($"{ours.Id} {key}")) Assert.Equal(value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null, figure?.Value);
            }
        }
    }

    [Fact]
    public void Rates_of_an_accelerator_fit_each_other()
    {
        foreach (var a in Fixture.Sizer.Hardware.All)
        {
            if (a is { Fp8Tflops: { } fp8, Bf16Tflops: { } bf16 }) Assert.InRange(fp8.Value / bf16.Value, 1.95, 2.05);
            if (a is { Fp4Tflops: { } fp4, Fp8Tflops: { } wide }) Assert.InRange(fp4.Value / wide.Value, 1.95, 3.2);
            if (a is { MemoryGB: { } memory, BandwidthGBs: { } bandwidth, Kind: not "consumer" } && a.Vendor != "Apple") Assert.InRange(bandwidth.Value / memory.Value, 5, 50);
            if (a is { Bf16Tflops: { } rate, PowerWatts: { } power }) Assert.InRange(rate.Value / power.Value, 0.15, 3.2);
        }
    }

    [Fact]
    public void Parameters_of_a_shape_fit_the_size_in_its_name()
    {
        var checkedNames = 0;
        foreach (var name in Fixture.Shapes.Known.Select(k => k.Name))
        {
            if (SizeInName().Match(name) is not { Success: true } match) continue;
            var stated = double.Parse(match.Groups[1].Value.Replace('_', '.'), CultureInfo.InvariantCulture) * (match.Groups[2].Value is "b" or "B" ? 1e9 : 1e6);
            var shape = Fixture.Shape(name);
            var counted = shape.Parameters;
            // Names of small models leave the embedding out, some names of mixtures state the active parameters.
            double[] ratios = [counted.Total / stated, (counted.Total - counted.Embedding) / stated, shape.Active / stated];
            Assert.True(ratios.Any(r => r is >= 0.95 and <= 1.26), $"{name}: {string.Join(", ", ratios)}");
            checkedNames++;
        }

        Assert.True(checkedNames >= 25);
    }

    [GeneratedRegex(@"-(\d{1,3}(?:[._]\d)?)([bBmM])(?:\b|$)")]
    private static partial Regex SizeInName();
}
