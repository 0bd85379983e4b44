using System.Text.Json;
using Assay.Core;
using Assay.Formats;
using Assay.Tests;
using Assay.Weights.Shapes;

namespace Assay.Economics.Tests;

/// <summary>The knowledge of this checkout, read once.</summary>
internal static class Fixture
{
    public static DataTable Knowledge { get; } = new(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge")));

    public static ShapeReader Shapes { get; } = new(Knowledge);

    public static Sizer NewSizer() => new(Knowledge, Shapes.FromName);

    public static Sizer Sizer { get; } = NewSizer();

    public static ModelShape Shape(string name) => Shapes.FromName(name) ?? throw new InvalidOperationException(name);

    public static ShapeOutcome Config(string json) => Shapes.FromConfig("config.json", new MemoryBlob(System.Text.Encoding.UTF8.GetBytes(json)));

    public static IEnumerable<JsonElement> Rows(string file)
    {
        foreach (var line in File.ReadLines(SharedData.Path("data", "economics", file)))
        {
            if (line.Length > 0) yield return JsonDocument.Parse(line).RootElement;
        }
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
