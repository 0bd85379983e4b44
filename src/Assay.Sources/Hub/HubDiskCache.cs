using System.Globalization;

namespace Assay.Sources;

/// <summary>
/// Bytes from hubs on this disk, keyed by digest: whole files (verified when they are read back) and parts of large files.
/// A cache that cannot be written is no error.
/// </summary>
internal sealed class HubDiskCache(string folder)
{
    /// <summary>A whole file, if it is here and undamaged.</summary>
    public byte[]? Whole(string? digest, long size)
    {
        if (digest is null || Read(FileOf(digest, "whole"), size) is not { } bytes) return null;
        return Digests.Matches(bytes, digest) ? bytes : null;
    }

    /// <summary>Keeps a whole file whose digest was verified.</summary>
    public void KeepWhole(string? digest, byte[] bytes)
    {
        if (digest is not null) Write(FileOf(digest, "whole"), bytes);
    }

    /// <summary>A part of a large file, if it is here.</summary>
    public byte[]? Part(string? digest, long page, long size) => digest is null ? null : Read(FileOf(digest, PartName(page)), size);

    /// <summary>Keeps a part.</summary>
    public void KeepPart(string? digest, long page, byte[] bytes)
    {
        if (digest is not null) Write(FileOf(digest, PartName(page)), bytes);
    }

    /// <summary>A listing of a commit, if it is here.</summary>
    public byte[]? Listing(string host, HubId id, string commit) => Read(ListingFile(host, id, commit), null);

    /// <summary>Keeps a listing of a commit, which never changes.</summary>
    public void KeepListing(string host, HubId id, string commit, byte[] bytes) => Write(ListingFile(host, id, commit), bytes);

    private static string PartName(long page) => page.ToString("x8", CultureInfo.InvariantCulture);

    private string ListingFile(string host, HubId id, string commit) => Path.Combine(folder, "listings", host.Replace(':', '_'), id.CacheFolder, commit + ".json");

    private string FileOf(string digest, string name)
    {
        var colon = digest.IndexOf(':', StringComparison.Ordinal);
        var hex = digest[(colon + 1)..];
        return Path.Combine(folder, digest[..colon], hex[..2], hex, name);
    }

    private static byte[]? Read(string file, long? size)
    {
        try
        {
            var info = new FileInfo(file);
            return info.Exists && (size is null || info.Length == size) ? File.ReadAllBytes(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Write(string file, byte[] bytes)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var unfinished = string.Create(CultureInfo.InvariantCulture, $"{file}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}");
            File.WriteAllBytes(unfinished, bytes);
            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }
}
