using System.Globalization;

namespace Assay.Sources;

/// <summary>
/// What the hub's own client leaves beside files that it downloads into a folder:
/// <c>.cache/huggingface/download/PATH.metadata</c> with three lines: commit, ETag, time in seconds.
/// </summary>
internal static class DownloadMetadata
{
    private const string Folder = ".cache/huggingface/download";

    private const int MaxLength = 1024;

    /// <summary>Whether the folder was filled by the hub's client.</summary>
    public static bool Exists(string root) => Directory.Exists(Path.Combine(root, Folder));

    /// <summary>Commit and digest of a file, as the client noted them; the digest only where the file was not changed since.</summary>
    public static (string Commit, string? Digest)? Of(string root, DiskFile file)
    {
        try
        {
            var info = new FileInfo(Path.Combine(root, Folder, file.Path + ".metadata"));
            if (!info.Exists || info.Length is 0 or > MaxLength) return null;
            var lines = File.ReadAllLines(info.FullName);
            if (lines.Length < 3 || !Digests.IsHex(lines[0], 40)) return null;
            var untouched = double.TryParse(lines[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
                && (file.Modified - DateTime.UnixEpoch).TotalSeconds <= seconds + 1;
            return (lines[0], untouched ? Digests.FromETag(lines[1]) : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
