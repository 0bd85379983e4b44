using System.Collections.Immutable;
using System.Text.Json;

namespace Assay.Audit;

/// <summary>An index of shards, held against the files beside it.</summary>
/// <param name="File">The index.</param>
/// <param name="Shards">Paths of the shards it names, in ordinal order.</param>
/// <param name="Missing">Those that are not there.</param>
/// <param name="TotalSize">The size it states in bytes, or null.</param>
public sealed record ShardIndex(AuditFile File, ImmutableArray<string> Shards, ImmutableArray<string> Missing, long? TotalSize)
{
    /// <summary>All readable indexes of a release.</summary>
    public static IEnumerable<ShardIndex> AllOf(ReleaseIndex index) =>
        index.Own.Where(f => f.Text is not null && f.Name.EndsWith(".index.json", StringComparison.Ordinal)).Select(f => Read(index, f)).OfType<ShardIndex>();

    /// <summary>Where the first shard is named.</summary>
    public (int Start, int Length) PlaceOfFirstShard()
    {
        var name = Shards[0][(Shards[0].LastIndexOf('/') + 1)..];
        var at = File.Text!.Text.IndexOf(name, StringComparison.Ordinal);
        return at < 0 ? (0, 1) : (at, name.Length);
    }

    private static ShardIndex? Read(ReleaseIndex index, AuditFile file)
    {
        try
        {
            using var json = JsonDocument.Parse(file.Text!.Text, new JsonDocumentOptions { MaxDepth = 64 });
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("weight_map", out var map) || map.ValueKind != JsonValueKind.Object) return null;
            var folder = file.Path[..(file.Path.LastIndexOf('/') + 1)];
            var shards = map.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).Select(p => folder + p.Value.GetString())
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
            return new ShardIndex(file, shards, [.. shards.Where(s => index.Find(file.Artifact, s) is null)], Total(json.RootElement));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static long? Total(JsonElement root) => root.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && metadata.TryGetProperty("total_size", out var size) && size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var bytes) ? bytes : null;
}
