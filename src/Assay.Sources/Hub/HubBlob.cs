using Assay.Core;

namespace Assay.Sources;

/// <summary>
/// A file on a hub. Files up to 8 MiB are read whole and their digest verified; larger ones page by page, by range, so that only
/// what is asked for is transferred.
/// </summary>
internal sealed class HubBlob(HubClient client, SnapshotEntry entry, Uri address) : IBlob
{
    private const int WholeFile = 8 << 20;
    private const int PageSize = 1 << 20;
    private const int MaxPagesAtOnce = 16;
    private const int MaxPagesKept = 32;
    private readonly Lock _lock = new();
    private readonly Dictionary<long, byte[]> _pages = [];
    private readonly Queue<long> _order = [];
    private byte[]? _whole;
    private Uri? _signed;

    /// <inheritdoc/>
    public long Length => entry.Size!.Value;

    /// <inheritdoc/>
    public int ReadAt(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset >= Length || destination.IsEmpty) return 0;
        lock (_lock)
        {
            try
            {
                if (Length <= WholeFile) return Copy(_whole ??= Whole(), offset, destination);
                var page = offset / PageSize;
                var wanted = ((Math.Min(Length, offset + destination.Length) - 1) / PageSize) - page + 1;
                return Copy(Page(page, (int)Math.Min(wanted, MaxPagesAtOnce)), offset - (page * PageSize), destination);
            }
            catch (HubException e)
            {
                throw new BlobReadException(e.Message, e);
            }
        }
    }

    private static int Copy(ReadOnlySpan<byte> bytes, long offset, Span<byte> destination)
    {
        var part = bytes[(int)offset..];
        if (part.Length > destination.Length) part = part[..destination.Length];
        part.CopyTo(destination);
        return part.Length;
    }

    private byte[] Whole()
    {
        if (client.Cache.Whole(entry.Digest, Length) is { } kept) return kept;
        var bytes = Fetch(0, (int)Length);
        if (entry.Digest is { } digest && !Digests.Matches(bytes, digest))
        {
            // Once more: a damaged transfer is likelier than a damaged file.
            bytes = Fetch(0, (int)Length);
            if (!Digests.Matches(bytes, digest)) throw new HubException($"{entry.Path} came damaged from {client.Settings.Host}: its digest is wrong", HubFailure.File);
        }

        client.Cache.KeepWhole(entry.Digest, bytes);
        return bytes;
    }

    private byte[] Page(long page, int count)
    {
        if (_pages.TryGetValue(page, out var bytes)) return bytes;
        if (client.Cache.Part(entry.Digest, page, SizeOf(page)) is { } kept) return Keep(page, kept);
        var offset = page * PageSize;
        var fetched = Fetch(offset, (int)Math.Min((long)count * PageSize, Length - offset));
        for (var i = 0; i < count && (long)i * PageSize < fetched.Length; i++)
        {
            var part = fetched.AsSpan(i * PageSize, Math.Min(PageSize, fetched.Length - (i * PageSize))).ToArray();
            client.Cache.KeepPart(entry.Digest, page + i, part);
            Keep(page + i, part);
        }

        return _pages[page];
    }

    private long SizeOf(long page) => Math.Min(PageSize, Length - (page * PageSize));

    private byte[] Keep(long page, byte[] bytes)
    {
        while (_pages.Count >= MaxPagesKept && _order.TryDequeue(out var oldest)) _pages.Remove(oldest);
        if (_pages.TryAdd(page, bytes)) _order.Enqueue(page);
        return bytes;
    }

    private byte[] Fetch(long offset, int length)
    {
        try
        {
            return Remember(client.Part(_signed ?? address, entry, offset, length));
        }
        catch (HubException e) when (e.Kind == HubFailure.Expired)
        {
            // Ask the hub for a fresh signed address, once.
            _signed = null;
            try
            {
                return Remember(client.Part(address, entry, offset, length));
            }
            catch (HubException again) when (again.Kind == HubFailure.Expired)
            {
                throw new HubException($"the storage of {client.Settings.Host} refuses {entry.Path} even by a fresh signed address", HubFailure.File, again);
            }
        }
    }

    private byte[] Remember(HubAnswer answer)
    {
        if (!HubAddresses.SameOrigin(answer.Address, client.Settings.Endpoint)) _signed = answer.Address;
        return answer.Body;
    }
}
