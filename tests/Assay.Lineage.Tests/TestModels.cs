using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Assay.Core;
using Assay.Formats;
using Assay.Tests;
using Assay.Weights;

namespace Assay.Lineage.Tests;

/// <summary>Small models made from a seed, as safetensors in memory.</summary>
internal static class TestModels
{
    public const int Width = 32;
    public const int Hidden = 96;
    public const int Layers = 3;
    public const int Tokens = 80;

    private static readonly Lazy<MessageCatalog> Catalog = new(() => new MessageCatalog(new DataTable(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge")))));

    /// <summary>The sentences, as they stand in the knowledge of the project.</summary>
    public static MessageCatalog Messages => Catalog.Value;

    /// <summary>Compares models.</summary>
    public static LineageResult Compare(IReadOnlyList<LineageInput> inputs, LineageLimits? limits = null) => LineageAnalyzer.Analyze(inputs, Messages, limits);

    public static Dictionary<string, (int[] Shape, float[] Values)> Base(int seed)
    {
        var random = new Random(seed);
        var model = new Dictionary<string, (int[], float[])>(StringComparer.Ordinal)
        {
            ["model.embed_tokens.weight"] = ([Tokens, Width], Gauss(random, Tokens * Width)),
            ["lm_head.weight"] = ([Tokens, Width], Gauss(random, Tokens * Width)),
            ["model.norm.weight"] = ([Width], Ones(Width)),
        };
        for (var l = 0; l < Layers; l++)
        {
            var p = $"model.layers.{l}.";
            foreach (var s in new[] { "q", "k", "v", "o" }) model[$"{p}self_attn.{s}_proj.weight"] = ([Width, Width], Gauss(random, Width * Width));
            model[p + "mlp.gate_proj.weight"] = ([Hidden, Width], Gauss(random, Hidden * Width));
            model[p + "mlp.up_proj.weight"] = ([Hidden, Width], Gauss(random, Hidden * Width));
            model[p + "mlp.down_proj.weight"] = ([Width, Hidden], Gauss(random, Hidden * Width));
            model[p + "input_layernorm.weight"] = ([Width], Ones(Width));
            model[p + "post_attention_layernorm.weight"] = ([Width], Ones(Width));
        }

        return model;
    }

    /// <summary>Every matrix moved by a random step of so much of its length.</summary>
    public static Dictionary<string, (int[] Shape, float[] Values)> Tuned(Dictionary<string, (int[] Shape, float[] Values)> model, int seed, double step)
    {
        var random = new Random(seed);
        return model.ToDictionary(p => p.Key, p => p.Value.Shape.Length < 2 ? p.Value : (p.Value.Shape, p.Value.Values.Zip(Gauss(random, p.Value.Values.Length), (v, g) => v + (float)(step * g)).ToArray()), StringComparer.Ordinal);
    }

    /// <summary>Hidden units of every layer in another order.</summary>
    public static Dictionary<string, (int[] Shape, float[] Values)> Shuffled(Dictionary<string, (int[] Shape, float[] Values)> model, int seed)
    {
        var random = new Random(seed);
        var copy = new Dictionary<string, (int[] Shape, float[] Values)>(model, StringComparer.Ordinal);
        for (var l = 0; l < Layers; l++)
        {
            var order = Enumerable.Range(0, Hidden).ToArray();
            random.Shuffle(order);
            foreach (var s in new[] { "gate", "up" })
            {
                var name = $"model.layers.{l}.mlp.{s}_proj.weight";
                copy[name] = (copy[name].Shape, order.SelectMany(i => model[name].Values[(i * Width)..((i + 1) * Width)]).ToArray());
            }

            var down = $"model.layers.{l}.mlp.down_proj.weight";
            copy[down] = (copy[down].Shape, Enumerable.Range(0, Width).SelectMany(r => order.Select(i => model[down].Values[(r * Hidden) + i])).ToArray());
        }

        return copy;
    }

    public static LineageInput Input(string id, Dictionary<string, (int[] Shape, float[] Values)> model, string? card = null)
    {
        var files = new List<WeightSource> { new("model.safetensors", () => new MemoryBlob(Safetensors(model))) };
        if (card is not null) files.Add(new WeightSource("README.md", () => new MemoryBlob(Encoding.UTF8.GetBytes(card))));
        return new LineageInput(id, new ModelSource(id, files), null);
    }

    public static byte[] Safetensors(Dictionary<string, (int[] Shape, float[] Values)> model)
    {
        using var data = new MemoryStream();
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var (name, (shape, values)) in model)
            {
                writer.WriteStartObject(name);
                writer.WriteString("dtype", "F32");
                writer.WriteStartArray("shape");
                foreach (var n in shape) writer.WriteNumberValue(n);
                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(data.Length);
                writer.WriteNumberValue(data.Length + (4L * values.Length));
                writer.WriteEndArray();
                writer.WriteEndObject();
                data.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
            }

            writer.WriteEndObject();
        }

        var head = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(head, json.Length);
        return [.. head, .. json.ToArray(), .. data.ToArray()];
    }

    public static float[] Gauss(Random random, int n) =>
        [.. Enumerable.Range(0, n).Select(_ => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];

    private static float[] Ones(int n) => [.. Enumerable.Repeat(1f, n)];
}
