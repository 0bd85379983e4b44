using System.Text.Json;
using Assay.Core;
using Assay.Formats;

namespace Assay.Sources;

/// <summary>The complete list of files that newer clients leave in the cache (<c>trees/COMMIT.json</c>): what a partial download lacks.</summary>
internal static class HubCacheTree
{
    private const int MaxSize = 64 << 20;

    /// <summary>Files that the list names and the cache lacks.</summary>
    public static IReadOnlyList<SnapshotEntry> Missing(string repository, string commit, Func<string, bool> isHere, List<NotLooked> notRead)
    {
        var name = $"trees/{commit}.json";
        var file = new FileInfo(Path.Combine(repository, "trees", commit + ".json"));
        if (!file.Exists || file.Length is 0 or > MaxSize) return [];
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            if (Items(document.RootElement) is { } items) return [.. items.EnumerateArray().Select(Entry).OfType<SnapshotEntry>().Where(e => !isHere(e.Path)).DistinctBy(e => e.Path, StringComparer.Ordinal)];
            notRead.Add(new NotLooked(name, "the list of files has an unknown form"));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            notRead.Add(new NotLooked(name, "the list of files is no JSON"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            notRead.Add(new NotLooked(name, "the list of files cannot be opened"));
        }

        return [];
    }

    private static JsonElement? Items(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array) return root;
        if (root.ValueKind != JsonValueKind.Object) return null;
        foreach (var property in root.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Array) return property.Value;
        }

        return null;
    }

    private static SnapshotEntry? Entry(JsonElement item)
    {
        var path = Json.Text(item, "path") ?? Json.Text(item, "rfilename");
        if (path is null || MemberPath.Refusal(path) is not null || Json.Text(item, "type") is "directory" or "folder") return null;
        var lfs = Json.Object(item, "lfs");
        var digest = Digests.FromETag(Json.Text(lfs, "oid") ?? Json.Text(lfs, "sha256") ?? Json.Text(item, "oid") ?? Json.Text(item, "blob_id"));
        return new SnapshotEntry(MemberPath.Normalize(path), Json.Number(lfs, "size") ?? Json.Number(item, "size"), EntryState.Listed) { Digest = digest };
    }
}
