using System.Collections.Immutable;

namespace Assay.Sources;

/// <summary>The hosts that were contacted; safe to use from several threads.</summary>
public sealed class ContactLog
{
    private readonly Lock _lock = new();
    private readonly SortedSet<string> _hosts = new(StringComparer.Ordinal);

    /// <summary>The hosts up to now, in ordinal order, with the port where it is not the usual one.</summary>
    public ImmutableArray<string> Hosts
    {
        get
        {
            lock (_lock) return [.. _hosts];
        }
    }

    /// <summary>Notes a host.</summary>
    public void Add(string host)
    {
        lock (_lock) _hosts.Add(host);
    }
}
