using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Sources;

/// <summary>Reads <c>hf:ORG/NAME[@REV]</c> and <c>hf:datasets/ORG/NAME[@REV]</c>: the listing first, pinned to its commit, then bytes on demand.</summary>
internal static class HubReader
{
    /// <summary>Reads a repository; what goes wrong becomes the reason why it was not read.</summary>
    public static (Reading Reading, string Location, ArtifactKind Kind) Read(string rest, SourceRequest request, ContactLog contacts)
    {
        var id = HubId.Parse("hf", rest);
        var settings = HubSettings.Of(request);
        var location = $"{settings.Host}/{(id.IsDataset ? "datasets/" : "")}{id.Full}";
        // Lives as long as the snapshot does: bytes are read on demand. Deadlines are set for each request.
        var http = new HttpClient(request.Http ?? HubSockets.Handler(settings)) { Timeout = Timeout.InfiniteTimeSpan };
        var client = new HubClient(settings, id, contacts, http);
        var reading = request.Offline ? Offline(client, id) : Online(client, id);
        return (reading with { Identity = reading.Identity ?? (id.Organization, id.Name) }, location, id.Kind);
    }

    private static Reading Offline(HubClient client, HubId id)
    {
        var host = client.Settings.Host;
        if (id.Revision is { } commit && Digests.IsHex(commit, 40) && client.Cache.Listing(host, id, commit) is { } listing)
        {
            try
            {
                var repository = HubRepository.Parse(listing, id, host);
                return Reading(client, repository, ImmutableArray<string>.Empty, [new NotLooked("branches and tags", "--offline forbids connections")], offline: true);
            }
            catch (HubException e)
            {
                return Sources.Reading.NotRead(e.Message);
            }
        }

        return Sources.Reading.NotRead($"--offline forbids contacting {host}: leave it out, or read a downloaded copy with hf-cache:{id.Full}");
    }

    private static Reading Online(HubClient client, HubId id)
    {
        HubRepository repository;
        try
        {
            repository = client.Repository(id.Revision);
        }
        catch (HubException e)
        {
            return Sources.Reading.NotRead(e.Message) with { Access = AccessOf(e) };
        }

        var notRead = new List<NotLooked>();
        ImmutableArray<string> refs = [];
        try
        {
            refs = client.Refs();
        }
        catch (HubException e)
        {
            notRead.Add(new NotLooked("branches and tags", e.Message));
        }

        return Reading(client, repository, refs, notRead, offline: false);
    }

    private static Reading Reading(HubClient client, HubRepository repository, ImmutableArray<string> refs, List<NotLooked> notRead, bool offline)
    {
        notRead.AddRange(repository.NotRead);
        var entries = repository.Files;
        var why = offline || !repository.IsGated ? null : Gate(client, repository);
        if (why is not null)
        {
            entries = [.. entries.Select(e => e with { State = EntryState.Listed })];
            notRead.Add(new NotLooked("(all files)", why));
        }

        var snapshot = new Snapshot(entries, entry => Open(client, repository, entry, offline), notRead) { Refs = refs };
        return new Reading(snapshot, why)
        {
            Revision = repository.Commit,
            Access = repository.Access,
            On = repository.On,
            Origin = $"{client.Settings.Host}/{(client.Id.IsDataset ? "datasets/" : "")}{repository.Id}",
            Identity = IdentityOf(repository.Id),
            Notes = Notes(client, repository),
        };
    }

    private static IBlob Open(HubClient client, HubRepository repository, SnapshotEntry entry, bool offline)
    {
        if (entry.Size == 0) return new MemoryBlob(ReadOnlyMemory<byte>.Empty);
        if (!offline) return new HubBlob(client, entry, client.Address(repository.Id, repository.Commit, entry.Path));
        return client.Cache.Whole(entry.Digest, entry.Size!.Value) is { } bytes
            ? new MemoryBlob(bytes)
            : throw new BlobReadException($"--offline forbids contacting {client.Settings.Host} for {entry.Path}, and it is not in the cache");
    }

    /// <summary>Metadata of a gated repository stays readable; one byte of its smallest file tells whether its content is.</summary>
    private static string? Gate(HubClient client, HubRepository repository)
    {
        if (repository.Files.Where(f => f.Size > 0).OrderBy(f => f.Size).ThenBy(f => f.Path, StringComparer.Ordinal).FirstOrDefault() is not { } smallest) return null;
        try
        {
            client.Part(client.Address(repository.Id, repository.Commit, smallest.Path), smallest, 0, 1);
            return null;
        }
        catch (HubException e)
        {
            return e.Kind == HubFailure.Repository ? e.Message : null;
        }
    }

    private static AccessKind AccessOf(HubException e) => e.Message.Contains("is disabled", StringComparison.Ordinal) ? AccessKind.Withdrawn : AccessKind.Unknown;

    private static (string? Publisher, string Name)? IdentityOf(string id) => id.Split('/') switch { [var org, var name] => (org, name), [var name] => (null, name), _ => null };

    private static ImmutableArray<string> Notes(HubClient client, HubRepository repository)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (!string.Equals(repository.Id, client.Id.Full, StringComparison.Ordinal)) notes.Add($"{client.Id.Full} is now called {repository.Id}; it was read under its new name");
        if (client.Settings.Token is not null && !client.Settings.MaySendToken) notes.Add($"the token was not sent to {client.Settings.Host}, because the connection is not encrypted");
        return notes.ToImmutable();
    }
}
