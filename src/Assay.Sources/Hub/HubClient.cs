using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Assay.Sources;

/// <summary>Asks a hub about one repository. Once a failure concerns all of it, no further request is made.</summary>
internal sealed class HubClient
{
    private const int MaxListing = 64 << 20;
    private const int MaxFailures = 3;
    private readonly HubTransport _transport;
    private readonly Lock _lock = new();
    private string? _closed;
    private int _failures;

    public HubClient(HubSettings settings, HubId id, ContactLog contacts, HttpClient http)
    {
        (Settings, Id, Cache) = (settings, id, new HubDiskCache(settings.CacheFolder));
        _transport = new HubTransport(settings, id.Full, contacts, http);
    }

    public HubSettings Settings { get; }

    public HubDiskCache Cache { get; }

    public HubId Id { get; }

    private string Api => $"{Settings.Endpoint.AbsoluteUri.TrimEnd('/')}/api/{(Id.IsDataset ? "datasets" : "models")}/{Id.Full}";

    /// <summary>The repository at a revision, every file with size and digest.</summary>
    /// <exception cref="HubException">It could not be had.</exception>
    public HubRepository Repository(string? revision)
    {
        var address = revision is null ? $"{Api}?blobs=true" : $"{Api}/revision/{Uri.EscapeDataString(revision)}?blobs=true";
        var answer = Guarded(() => _transport.Get(new Uri(address), revision is null ? Id.Full : $"{Id.Full}@{revision}", null, MaxListing));
        var repository = HubRepository.Parse(answer.Body, Id, Settings.Host);
        Cache.KeepListing(Settings.Host, Id, repository.Commit, answer.Body);
        return repository;
    }

    /// <summary>Branches and tags.</summary>
    /// <exception cref="HubException">They could not be had.</exception>
    public ImmutableArray<string> Refs()
    {
        var answer = Guarded(() => _transport.Get(new Uri($"{Api}/refs"), $"the branches and tags of {Id.Full}", null, MaxListing));
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            var names = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var kind in (ReadOnlySpan<string>)["branches", "tags"])
            {
                if (Json.Array(document.RootElement, kind) is not { } refs) continue;
                foreach (var name in refs.EnumerateArray().Select(r => Json.Text(r, "name")).OfType<string>()) names.Add(name);
            }

            return [.. names];
        }
        catch (JsonException e)
        {
            throw new HubException($"{Settings.Host} answered with something else than JSON for the branches and tags of {Id.Full}", HubFailure.File, e);
        }
    }

    /// <summary>The address of a file, pinned to a commit.</summary>
    public Uri Address(string repository, string commit, string path) =>
        new($"{Settings.Endpoint.AbsoluteUri.TrimEnd('/')}/{(Id.IsDataset ? "datasets/" : "")}{repository}/resolve/{commit}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");

    /// <summary>A part of a file; whatever the hub says about it must agree with the listing.</summary>
    /// <exception cref="HubException">It could not be had.</exception>
    public HubAnswer Part(Uri address, SnapshotEntry entry, long offset, int length)
    {
        var answer = Guarded(() => _transport.Get(address, entry.Path, (offset, length), length));
        if (Disagreement(answer, entry, offset, length) is { } why) throw new HubException(why, HubFailure.File);
        return answer;
    }

    /// <summary>Runs a request unless the hub has failed for good, and notes how it went.</summary>
    private HubAnswer Guarded(Func<HubAnswer> request)
    {
        lock (_lock)
        {
            if (_closed is { } why) throw new HubException(why, HubFailure.Repository);
        }

        try
        {
            var answer = request();
            lock (_lock) _failures = 0;
            return answer;
        }
        catch (HubException e)
        {
            lock (_lock)
            {
                if (e.Kind == HubFailure.Passing) _failures++;
                if (e.Kind == HubFailure.Repository) _closed = e.Message;
                else if (_failures >= MaxFailures) _closed = $"not tried again after {MaxFailures} failures: {e.Message}";
            }

            throw;
        }
    }

    private string? Disagreement(HubAnswer answer, SnapshotEntry entry, long offset, int length)
    {
        var size = entry.Size!.Value;
        foreach (var stated in (ReadOnlySpan<long?>)[answer.LinkedSize, answer.TotalLength])
        {
            if (stated is { } other && other != size) return string.Create(CultureInfo.InvariantCulture, $"{Settings.Host} lists {entry.Path} with {size} bytes and serves one of {other}");
        }

        if (Digests.FromETag(answer.ETag) is { } tag && entry.Digest is { } digest && tag != digest && tag.Length == digest.Length) return $"{Settings.Host} lists {entry.Path} with one digest and serves another";
        return answer.Body.Length == Math.Min(length, size - offset) ? null : string.Create(CultureInfo.InvariantCulture, $"{Settings.Host} lists {entry.Path} with {size} bytes and serves fewer");
    }
}
