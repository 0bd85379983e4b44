using Microsoft.Win32.SafeHandles;

namespace Assay.Core;

/// <summary>A blob over a file on disk, opened once, read by offset, closed when disposed.</summary>
public sealed class FileBlob : IBlob, IDisposable
{
    private readonly SafeFileHandle _handle;

    private FileBlob(SafeFileHandle handle, long length) => (_handle, Length) = (handle, length);

    /// <inheritdoc/>
    public long Length { get; }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="BlobReadException">The file is missing or may not be read.</exception>
    public static FileBlob Open(string path)
    {
        try
        {
            var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return new FileBlob(handle, RandomAccess.GetLength(handle));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new BlobReadException($"cannot open {Path.GetFileName(path)}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public int ReadAt(long offset, Span<byte> destination)
    {
        try
        {
            return RandomAccess.Read(_handle, destination, offset);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BlobReadException($"cannot read at byte {offset}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
