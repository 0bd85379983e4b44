using System.Collections.Immutable;
using System.Security.Cryptography;
using Assay.Core;

namespace Assay.Formats;

/// <summary>
/// A text with its lines. Lines are 1-based and end at LF or CRLF only (FF, NEL, U+2028 do not end a line), so that line numbers agree with what other tools print.
/// </summary>
public sealed class TextDocument
{
    private readonly ImmutableArray<int> _starts;

    private TextDocument(string path, string text, string? sha256, string encoding, bool truncated)
    {
        (Path, Text, Sha256, Encoding, Truncated) = (path, text, sha256, encoding, truncated);
        var starts = ImmutableArray.CreateBuilder<int>(text.AsSpan().Count('\n') + 1);
        for (int start = 0, length = 0; length >= 0; start += length + 1)
        {
            starts.Add(start);
            length = text.AsSpan(start).IndexOf('\n');
        }

        _starts = starts.MoveToImmutable();
    }

    /// <summary>Path within its artifact.</summary>
    public string Path { get; }

    /// <summary>The text as decoded, line ends as in the file, without a byte order mark.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the bytes in hex, or null for a text that was no file, or whose digest nobody asked for.</summary>
    public string? Sha256 { get; }

    /// <summary>Name of the encoding it was decoded from.</summary>
    public string Encoding { get; }

    /// <summary>Whether the file went on behind the limit.</summary>
    public bool Truncated { get; }

    /// <summary>Number of lines; a line end at the very end starts no further line.</summary>
    public int LineCount => Text.Length > 0 && _starts[^1] == Text.Length ? _starts.Length - 1 : _starts.Length;

    /// <summary>A text that is no file.</summary>
    public static TextDocument Of(string path, string text) => new(path, text, null, "utf-16", truncated: false);

    /// <summary>The words of a document that is no plain text, such as a PDF; lines are those of the words.</summary>
    /// <param name="path">Path within its artifact.</param>
    /// <param name="text">The words.</param>
    /// <param name="bytes">The document.</param>
    /// <param name="format">Name of the format, shown as encoding.</param>
    public static TextDocument Extracted(string path, string text, ReadOnlySpan<byte> bytes, string format) =>
        new(path, text, Convert.ToHexStringLower(SHA256.HashData(bytes)), format, truncated: false);

    /// <summary>Decodes bytes; null where they are no text (binary).</summary>
    /// <param name="path">Path within its artifact.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="truncated">Whether the file goes on behind them.</param>
    /// <param name="digest">Whether their digest is wanted: the first digest of a run costs some milliseconds.</param>
    public static TextDocument? Decode(string path, ReadOnlySpan<byte> bytes, bool truncated = false, bool digest = true) =>
        TextDecoder.TryDecode(bytes, out var text, out var encoding)
            ? new TextDocument(path, text, truncated || !digest ? null : Convert.ToHexStringLower(SHA256.HashData(bytes)), encoding, truncated)
            : null;

    /// <summary>Reads a blob as text within the limit; null where it is no text.</summary>
    /// <exception cref="BlobReadException">The bytes could not be had.</exception>
    public static TextDocument? Read(string path, IBlob blob, Limits limits) =>
        Decode(path, blob.ReadAll(limits.MaxTextBytes), blob.Length > limits.MaxTextBytes);

    /// <summary>The words of a line without its line end.</summary>
    /// <param name="line">1-based.</param>
    public ReadOnlySpan<char> Line(int line)
    {
        var start = _starts[line - 1];
        var end = line < _starts.Length ? _starts[line] - 1 : Text.Length;
        if (end > start && Text[end - 1] == '\r' && line < _starts.Length) end--;
        return Text.AsSpan(start, end - start);
    }

    /// <summary>The 1-based line of a character.</summary>
    public int LineAt(int index)
    {
        var found = _starts.BinarySearch(index);
        return found >= 0 ? found + 1 : ~found;
    }

    /// <summary>The lines of a range of characters.</summary>
    public LineRange LinesOf(int start, int length) => new(LineAt(start), LineAt(Math.Max(start, start + length - 1)));

    /// <summary>Index of the first character of a line.</summary>
    /// <param name="line">1-based.</param>
    public int StartOf(int line) => _starts[line - 1];
}
