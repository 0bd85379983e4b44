using Assay.Core;

namespace Assay.Sources;

/// <summary>Opens files on disk as blobs.</summary>
internal static class DiskBlobs
{
    // Small files are read at once, so that a snapshot of many files holds no open handles.
    private const int ReadAtOnce = 64 << 10;

    /// <summary>Opens a file of a known size. Files of size 0 are never opened: pipes, sockets and devices have that size, and would block.</summary>
    /// <exception cref="BlobReadException">The file is gone, may not be read or has another size than it had.</exception>
    public static IBlob Open(string disk, long size)
    {
        if (size == 0) return new MemoryBlob(ReadOnlyMemory<byte>.Empty);
        var file = FileBlob.Open(disk);
        if (file.Length != size)
        {
            var length = file.Length;
            file.Dispose();
            throw new BlobReadException($"{Path.GetFileName(disk)} changed while it was read: it had {size} bytes and has {length}");
        }

        if (size > ReadAtOnce) return file;
        using (file) return new MemoryBlob(file.ReadAll());
    }
}
