using System.Text.Json;
using Assay.Core;

namespace Assay.Audit;

/// <summary>What a configuration of a model says of itself.</summary>
/// <param name="File">The file.</param>
/// <param name="Architecture">The class it names, or null.</param>
/// <param name="Library">The public library that has this class, or null where the release brings its own class.</param>
/// <param name="Type">The model type, or null.</param>
/// <param name="Parent">The model it was made from as it states, or null.</param>
/// <param name="ParentKey">The key that states it.</param>
public sealed record ModelConfig(AuditFile File, string? Architecture, string? Library, string? Type, string? Parent, string? ParentKey)
{
    /// <summary>The configurations of the model artifact.</summary>
    public static IEnumerable<ModelConfig> AllOf(ReleaseIndex index) => index.ModelFiles
        .Where(f => f.Text is not null && !f.IsForeign && f.Name is "config.json" or "adapter_config.json" or "model_index.json")
        .OrderBy(f => f.Path.Count(c => c == '/')).ThenBy(f => f.Path, StringComparer.Ordinal)
        .Select(Read).OfType<ModelConfig>();

    /// <summary>Where a word stands in the file, with its key.</summary>
    public (int Start, int Length) Place(string word)
    {
        var at = File.Text!.Text.IndexOf($"\"{word}\"", StringComparison.Ordinal);
        return at < 0 ? (0, 1) : (at, word.Length + 2);
    }

    private static ModelConfig? Read(AuditFile file)
    {
        try
        {
            using var json = JsonDocument.Parse(file.Text!.Text, new JsonDocumentOptions { MaxDepth = 64, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return json.RootElement.ValueKind == JsonValueKind.Object ? Of(file, json.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ModelConfig Of(AuditFile file, JsonElement root)
    {
        var architecture = FirstOf(root, "architectures") ?? Text(root, "_class_name");
        var own = root.TryGetProperty("auto_map", out _);
        var library = own || architecture is null ? null : root.TryGetProperty("_diffusers_version", out _) ? "diffusers" : root.TryGetProperty("model_type", out _) ? "transformers" : null;
        var key = root.TryGetProperty("base_model_name_or_path", out _) ? "base_model_name_or_path" : "_name_or_path";
        return new ModelConfig(file, architecture, library, Text(root, "model_type"), Text(root, key) is { Length: > 0 } parent ? parent : null, key);
    }

    private static string? FirstOf(JsonElement root, string key) =>
        root.TryGetProperty(key, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.String ? list[0].GetString() : null;

    private static string? Text(JsonElement root, string key) => root.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The architecture and metadata that configurations show.</summary>
public sealed class ConfigDetector : IDetector
{
    /// <summary>The rule that a configuration names a class of a public library.</summary>
    public const string LibraryRule = "config.library-class";

    /// <inheritdoc/>
    public string Id => "config";

    /// <inheritdoc/>
    public System.Collections.Immutable.ImmutableArray<FileRole> Wants => [FileRole.Config];

    /// <inheritdoc/>
    public IEnumerable<Detection> Detect(ReleaseIndex index)
    {
        foreach (var config in ModelConfig.AllOf(index))
        {
            yield return new Detection.Found(new Observation(ComponentId.ModelMeta, Stance.Shows, Id, config.File));
            if (config.Architecture is not null || config.Type is not null) yield return new Detection.Found(new Observation(ComponentId.ModelMeta, Stance.Topic, Id, config.File) { Topic = "architecture" });
            if (config.Architecture is not { } architecture || config.Library is null) continue;
            var (start, length) = config.Place(architecture);
            yield return new Detection.Found(new Observation(ComponentId.CodeArch, Stance.Links, LibraryRule, config.File, start, length));
            yield return new Detection.Found(new Observation(ComponentId.CodeInfer, Stance.Links, LibraryRule, config.File, start, length));
        }
    }
}
