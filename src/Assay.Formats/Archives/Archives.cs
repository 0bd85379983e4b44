using Assay.Core;

namespace Assay.Formats;

/// <summary>Opens archives of every kind that is supported, told by their first bytes, never by their names.</summary>
public static class Archives
{
    private const int HeadLength = 512;

    /// <summary>Opens an archive; null where the blob is none.</summary>
    /// <param name="blob">The archive.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="why">Why an archive could not be opened though the blob looks like one; else null.</param>
    /// <exception cref="BlobReadException">The blob itself could not be read.</exception>
    public static IArchive? TryOpen(IBlob blob, Limits limits, out string? why)
    {
        why = null;
        Span<byte> head = stackalloc byte[HeadLength];
        head = head[..blob.ReadAt(0, head)];
        if (ZipDirectory.IsZip(head)) return ZipDirectory.Read(blob, limits);
        if (head.StartsWith(ArDirectory.Magic)) return Debian(blob, limits, out why);
        if (PackedStreams.Of(head) == Packing.None) return IsTar(head) ? TarDirectory.Read(blob, limits) : null;
        var tar = TarDirectory.Read(blob, limits);
        if (!tar.Members.IsEmpty || tar.Damage is null) return tar;
        why = $"it is a packed file but no readable archive: {tar.Damage}";
        return null;
    }

    private static bool IsTar(ReadOnlySpan<byte> head) => head.Length == HeadLength && new TarHeader(head) is { IsEnd: false, IsSound: true };

    /// <summary>A Debian package is an ar archive whose member <c>data.tar.*</c> holds the files.</summary>
    private static IArchive? Debian(IBlob blob, Limits limits, out string? why)
    {
        why = null;
        var ar = ArDirectory.Read(blob, limits);
        if (ar.Members.FirstOrDefault(m => m.Path.StartsWith("data.tar", StringComparison.Ordinal)) is { } data) return TarDirectory.Read(ar.Open(data), limits);
        if (ar.Members.Any(m => m.Path == "debian-binary") || ar.Members.IsEmpty)
        {
            why = string.Join("; ", ar.NotRead.Select(n => n.Why).Distinct(StringComparer.Ordinal).Prepend("it is a Debian package without data"));
            return null;
        }

        return ar;
    }
}
