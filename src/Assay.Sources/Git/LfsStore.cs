namespace Assay.Sources;

/// <summary>The store in which git-lfs keeps the files behind pointers: <c>.git/lfs/objects/ab/cd/SHA256</c>.</summary>
internal static class LfsStore
{
    private const int HexAt = 7;

    /// <summary>The stored file behind a pointer of a working tree or git directory, or null where it is not here in full.</summary>
    public static string? Find(string root, SnapshotEntry pointer)
    {
        if (pointer.Digest is not { Length: HexAt + 64 } digest) return null;
        var hex = digest[HexAt..];
        foreach (var gitDirectory in (ReadOnlySpan<string>)[Path.Combine(root, ".git"), root])
        {
            var file = new FileInfo(Path.Combine(gitDirectory, "lfs", "objects", hex[..2], hex[2..4], hex));
            if (file.Exists && file.Length == pointer.Size && file.LinkTarget is null) return file.FullName;
        }

        return null;
    }
}
