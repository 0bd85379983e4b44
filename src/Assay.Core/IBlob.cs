namespace Assay.Core;

/// <summary>
/// Bytes that can be read at an offset: a file, a member of an archive, a git object, a file on a hub.
/// Implementations are safe to read from several threads.
/// </summary>
public interface IBlob
{
    /// <summary>Length in bytes.</summary>
    long Length { get; }

    /// <summary>
    /// Reads up to <paramref name="destination"/>.Length bytes that start at <paramref name="offset"/>.
    /// </summary>
    /// <returns>How many bytes were read: fewer than asked for only at the end of the blob, 0 at or behind it.</returns>
    /// <exception cref="BlobReadException">The bytes could not be had; the message says why in one sentence.</exception>
    int ReadAt(long offset, Span<byte> destination);
}

/// <summary>Bytes of a blob could not be had. "Could not look" is never "absent": callers turn this into <em>not read</em>.</summary>
public sealed class BlobReadException(string message, Exception? inner = null) : IOException(message, inner);
