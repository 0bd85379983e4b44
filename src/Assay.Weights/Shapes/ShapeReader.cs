using System.Collections.Frozen;
using Assay.Core;
using Assay.Weights.Shapes.Plans;

namespace Assay.Weights.Shapes;

/// <summary>A shape, or the sentence why there is none.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Why">The thing, the cause, the way out.</param>
/// <param name="ArchitectureKnown">Whether the plan of the architecture is known, so that the count is a fact and no guess.</param>
public sealed record ShapeOutcome(ModelShape? Shape, string? Why, bool ArchitectureKnown = true);

/// <summary>Turns configurations and names into shapes, by the rules of <c>knowledge/model-families.yaml</c> and the facts of <c>knowledge/models/</c>.</summary>
public sealed class ShapeReader
{
    /// <summary>Most bytes of a configuration that are read (4 MiB).</summary>
    public const int MaxConfigBytes = 4 << 20;

    private static readonly ShapeFamily Generic = new() { Types = [], Gated = true, NormsPerLayer = 2, AttentionBias = BiasKind.Config, MlpBias = BiasKind.Config };
    private readonly FrozenDictionary<string, ShapeFamily> _families;
    private readonly NamedShapes _named;

    /// <summary>Loads families and named shapes strictly.</summary>
    /// <exception cref="KnowledgeException">A file is not as it must be.</exception>
    public ShapeReader(DataTable knowledge)
    {
        _families = Families(knowledge).ToFrozenDictionary(f => f.Type, f => f.Family, StringComparer.Ordinal);
        _named = NamedShapes.Load(knowledge);
    }

    /// <summary>Names of the shapes that are known.</summary>
    public IReadOnlyList<NamedShape> Known => _named.All;

    /// <summary>Reads a <c>config.json</c>.</summary>
    /// <param name="name">Name for the result and for messages.</param>
    /// <param name="blob">The file.</param>
    /// <exception cref="BlobReadException">The bytes could not be had.</exception>
    public ShapeOutcome FromConfig(string name, IBlob blob)
    {
        if (blob.Length > MaxConfigBytes) return new ShapeOutcome(null, $"'{name}' is larger than a configuration can be ({MaxConfigBytes >> 20} MiB); give the model's config.json");
        var bytes = new byte[blob.Length];
        var read = 0;
        while (read < bytes.Length && blob.ReadAt(read, bytes.AsSpan(read)) is var n and > 0) read += n;
        var text = bytes.AsMemory(0, read);
        if (text.Span.StartsWith("\uFEFF"u8)) text = text[3..];
        return ModelConfig.FromJson(name, text) is { } config
            ? FromConfig(config, "config")
            : new ShapeOutcome(null, $"'{name}' is no JSON object; give the model's config.json");
    }

    /// <summary>The shape of a known name such as <c>Llama-3.1-8B</c>; the organization and endings such as <c>-Instruct</c> may be there or not.</summary>
    /// <returns>The shape, or null where the name is not known.</returns>
    public ModelShape? FromName(string name) => _named.Find(name) is { } named ? FromConfig(named.Config, "knowledge").Shape is { } shape ? shape with { Name = named.Name } : null : null;

    /// <summary>Reads a configuration that was parsed already.</summary>
    public ShapeOutcome FromConfig(ModelConfig config, string from)
    {
        var text = config.Map("text_config") ?? config.Map("llm_config") ?? config.Map("language_config") ?? config.Map("thinker_config")?.Map("text_config");
        var caveats = new List<string>();
        var body = text ?? config;
        var type = body.Text("model_type") ?? config.Text("model_type");
        var family = type is not null && _families.TryGetValue(type, out var known) ? known : config.Text("model_type") is { } outer && _families.TryGetValue(outer, out var other) ? other : null;
        if (family is null) caveats.Add(type is null ? "the configuration names no model_type: counted as a plain gated transformer" : $"the architecture '{type}' is not known here: counted as a plain gated transformer");
        try
        {
            if (ArchitecturePlans.Of(config.Text("model_type")) is { } plan) return Plausible(plan(new PlanInput(config)).Shape(config, from)) ?? TooLarge(config);
            if (family is null && (ArchitecturePlans.ForeignKey(body) ?? ArchitecturePlans.ForeignKey(config)) is { } key) return Foreign(config, type, key);
            var shape = new ShapeBuilder(Merged(body, config), family ?? Generic).Build(from, caveats);
            return (Plausible(WithEncoder(shape, config) with { ModelType = type }) ?? TooLarge(config)) with { ArchitectureKnown = family is not null };
        }
        catch (ShapeException e)
        {
            return new ShapeOutcome(null, e.Message);
        }
        catch (OverflowException)
        {
            return TooLarge(config);
        }
    }

    /// <summary>The shape where its figures leave room for arithmetic: under 10^15 parameters, 10^5 layers and 10^9 cache elements a token.</summary>
    private static ShapeOutcome? Plausible(ModelShape shape) =>
        shape.Parameters.Total < 1_000_000_000_000_000 && shape.Layers < 100_000 && shape.StateElements < 1_000_000_000_000 && (shape.Layers * shape.KvElementsOfLayer) < 1_000_000_000
            ? new ShapeOutcome(shape, null)
            : null;

    private static ShapeOutcome TooLarge(ModelConfig config) => new(null, $"the dimensions in '{config.Name}' are larger than any model; give the model's own config.json");

    private static ShapeOutcome Foreign(ModelConfig config, string? type, string key) => new(
        null,
        $"the parameters of '{config.Name}' are unknown: the architecture {(type is null ? "has no name" : $"'{Containers.Names.Plain(type)}'")} is not known here, and '{Containers.Names.Plain(key)}' says that it is no plain decoder; give the weights, or a number of parameters",
        ArchitectureKnown: false);

    private static ModelConfig Merged(ModelConfig body, ModelConfig outer) => ReferenceEquals(body, outer) ? body : body.OrElse(outer, "tie_word_embeddings");

    private static ModelShape WithEncoder(ModelShape shape, ModelConfig config)
    {
        if ((config.Map("vision_config") ?? config.Map("thinker_config")?.Map("vision_config")) is not { } vision) return shape;
        var encoder = EncoderShape.Of(vision, config.Text("model_type"), shape.Hidden);
        var counted = shape with { Parameters = shape.Parameters with { Encoder = encoder.Parameters } };
        if (encoder.Exact) return counted;
        var caveat = encoder.Parameters > 0
            ? "the vision encoder is counted by the usual plan of a vision transformer; its weights may differ by a few parameters"
            : "the configuration has a vision encoder without dimensions: it is not counted";
        return counted with { Caveats = shape.Caveats.Add(caveat) };
    }

    private static IEnumerable<(string Type, ShapeFamily Family)> Families(DataTable knowledge)
    {
        if (knowledge.File("model-families.yaml") is not { } root) yield break;
        var map = new StrictMap(root);
        map.Text("source");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in map.Nodes("families"))
        {
            var family = ShapeFamily.Read(node);
            foreach (var type in family.Types)
            {
                if (!seen.Add(type)) throw KnowledgeException.At(node, $"the type '{type}' stands in two families; remove one");
                yield return (type, family);
            }
        }

        map.Done();
    }
}
