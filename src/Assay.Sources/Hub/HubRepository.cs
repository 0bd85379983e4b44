using System.Collections.Immutable;
using System.Text.Json;
using Assay.Core;
using Assay.Formats;

namespace Assay.Sources;

/// <summary>What the hub says about a repository at a commit.</summary>
/// <param name="Id">Its present name, <c>ORG/NAME</c>.</param>
/// <param name="Commit">The commit that everything is pinned to.</param>
internal sealed record HubRepository(string Id, string Commit)
{
    public ImmutableArray<SnapshotEntry> Files { get; init; } = [];

    public ImmutableArray<NotLooked> NotRead { get; init; } = [];

    public AccessKind Access { get; init; } = AccessKind.Unknown;

    /// <summary>Day of the last change as the hub states it (ISO 8601), or null.</summary>
    public string? On { get; init; }

    /// <summary>Whether files are given only to those who accepted terms or were approved.</summary>
    public bool IsGated => Access is AccessKind.ClickThrough or AccessKind.Approval;

    /// <summary>Reads the answer to <c>revision/REV?blobs=true</c>.</summary>
    /// <exception cref="HubException">It is no such answer.</exception>
    public static HubRepository Parse(byte[] json, HubId asked, string host)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Of(document.RootElement, asked, host);
        }
        catch (JsonException e)
        {
            throw new HubException($"{host} answered with something else than JSON for {asked.Full}", HubFailure.Repository, e);
        }
    }

    private static HubRepository Of(JsonElement root, HubId asked, string host)
    {
        if (Json.Text(root, "sha") is not { } commit || !Digests.IsHex(commit, 40)) throw new HubException($"{host} names no commit for {asked.Full}", HubFailure.Repository);
        if (Json.Array(root, "siblings") is not { } siblings) throw new HubException($"{host} lists no files for {asked.Full}", HubFailure.Repository);
        var notRead = ImmutableArray.CreateBuilder<NotLooked>();
        var files = ImmutableArray.CreateBuilder<SnapshotEntry>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sibling in siblings.EnumerateArray())
        {
            if (Json.Text(sibling, "rfilename") is not { } path) continue;
            if (MemberPath.Refusal(path) is { } refusal) notRead.Add(new NotLooked(path, refusal));
            else if (seen.Add(path)) files.Add(File(path, sibling, notRead, host));
        }

        return new HubRepository(Json.Text(root, "id") is { } id && HubId.IsName(id) ? id : asked.Full, commit)
        {
            Files = files.ToImmutable(),
            NotRead = notRead.ToImmutable(),
            Access = AccessOf(root),
            On = Json.Text(root, "lastModified") is { Length: >= 10 } changed && DateOnly.TryParseExact(changed[..10], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _) ? changed[..10] : null,
        };
    }

    private static SnapshotEntry File(string path, JsonElement sibling, ImmutableArray<NotLooked>.Builder notRead, string host)
    {
        var lfs = Json.Object(sibling, "lfs");
        var size = Json.Number(lfs, "size") ?? Json.Number(sibling, "size");
        var digest = Digests.FromETag(Json.Text(lfs, "sha256") ?? Json.Text(lfs, "oid") ?? Json.Text(sibling, "blobId"));
        if (size is null) notRead.Add(new NotLooked(path, $"{host} does not tell its size"));
        return new SnapshotEntry(path, size, size is null ? EntryState.Listed : EntryState.Bytes) { Digest = digest };
    }

    private static AccessKind AccessOf(JsonElement root)
    {
        if (Json.Bool(root, "disabled") is true) return AccessKind.Withdrawn;
        if (Json.Bool(root, "private") is true) return AccessKind.Approval;
        if (Json.Bool(root, "gated") is false) return AccessKind.Anonymous;
        return Json.Text(root, "gated") switch { "auto" => AccessKind.ClickThrough, "manual" => AccessKind.Approval, _ => AccessKind.Unknown };
    }
}
