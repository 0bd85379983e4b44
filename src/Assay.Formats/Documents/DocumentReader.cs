using Assay.Core;

namespace Assay.Formats;

/// <summary>Reads what people write licenses and cards in: plain text of any encoding, HTML and Markdown as they are (their lines mean something), PDF and Rich Text by their words.</summary>
public static class DocumentReader
{
    /// <summary>Reads a blob as a document.</summary>
    /// <param name="path">Path within its artifact.</param>
    /// <param name="blob">The bytes.</param>
    /// <param name="limits">What is cut off behind them is reported as not read.</param>
    /// <param name="why">Why it was not read, or not to its end; null where it was.</param>
    /// <param name="digest">Whether the digest of its bytes is wanted.</param>
    /// <returns>The document; null where it holds no words.</returns>
    /// <exception cref="BlobReadException">The bytes could not be had.</exception>
    public static TextDocument? Read(string path, IBlob blob, Limits limits, out string? why, bool digest = true)
    {
        var bytes = blob.ReadAll(limits.MaxTextBytes);
        var truncated = blob.Length > limits.MaxTextBytes;
        why = truncated ? $"only the first {limits.MaxTextBytes} bytes were read" : null;
        if (PdfText.Looks(bytes)) return truncated ? null : Pdf(path, bytes, out why);
        var document = TextDocument.Decode(path, bytes, truncated, digest);
        if (document is null) why = "binary, no text";
        return document is not null && RtfText.Looks(document.Text) ? TextDocument.Extracted(path, RtfText.Extract(document.Text), bytes, "rtf") : document;
    }

    private static TextDocument? Pdf(string path, byte[] bytes, out string? why) =>
        PdfText.Extract(bytes, out why) is { } text ? TextDocument.Extracted(path, text, bytes, "pdf") : null;
}
