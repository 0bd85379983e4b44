namespace Assay.Formats;

/// <summary>One member of a zip archive, as its central directory tells.</summary>
/// <param name="Path">Path with forward slashes.</param>
/// <param name="Size">Unpacked size in bytes.</param>
public sealed record ZipEntry(string Path, long Size) : ArchiveMember(Path, Size)
{
    /// <summary>Packed size in bytes.</summary>
    public required long PackedSize { get; init; }

    /// <summary>Compression method: 0 stored, 8 deflated.</summary>
    public required int Method { get; init; }

    /// <summary>CRC-32 of the unpacked bytes.</summary>
    public required uint Crc32 { get; init; }

    /// <summary>Offset of the local header in the archive, in bytes.</summary>
    public required long HeaderOffset { get; init; }

    /// <summary>General purpose flags.</summary>
    public required int Flags { get; init; }

    /// <summary>The raw name, which the local header must repeat.</summary>
    internal byte[] RawName { get; init; } = [];

    /// <summary>Whether the bytes lie in the archive as they are, so that any part of them can be read without the rest.</summary>
    public bool IsStored => Method == Stored;

    /// <summary>Whether the bytes are encrypted.</summary>
    public bool IsEncrypted => (Flags & 1) != 0;

    internal const int Stored = 0;

    internal const int Deflated = 8;
}
