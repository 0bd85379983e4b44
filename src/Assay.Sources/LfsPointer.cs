using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Assay.Sources;

/// <summary>A Git LFS pointer: it proves name, size and SHA-256 of a file whose bytes are elsewhere.</summary>
/// <param name="Size">Size of the real file in bytes.</param>
/// <param name="Digest"><c>sha256:HEX</c> of the real file.</param>
internal sealed record LfsPointer(long Size, string Digest)
{
    /// <summary>A longer file is no pointer (the specification's own bound).</summary>
    public const int MaxLength = 1023;

    private const int HexLength = 64;
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>Reads a pointer of https://git-lfs.github.com/spec/v1; null where the bytes are none.</summary>
    public static LfsPointer? TryParse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxLength || !bytes.StartsWith("version https://git-lfs.github.com/spec/v1"u8)) return null;
        string? digest = null;
        long? size = null;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            // Checkouts on Windows may end lines with CRLF.
            var line = bytes[range].TrimEnd((byte)'\r');
            if (line.StartsWith("oid sha256:"u8)) digest = Hex(line[11..]);
            else if (line.StartsWith("size "u8)) size = Number(line[5..]);
        }

        return digest is null || size is null ? null : new LfsPointer(size.Value, "sha256:" + digest);
    }

    private static string? Hex(ReadOnlySpan<byte> text) =>
        text.Length == HexLength && text.IndexOfAnyExcept(HexDigits) < 0 ? Encoding.ASCII.GetString(text) : null;

    private static long? Number(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long value, out var used) && used == text.Length && value >= 0 ? value : null;
}
