using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace Assay.Formats;

/// <summary>The words of a PDF document, page after page, in reading order, compatibility characters folded (NFKC).</summary>
public static class PdfText
{
    private const int MaxPages = 500;
    private const int MaxCharacters = 8_000_000;

    /// <summary>Whether bytes are a PDF document.</summary>
    public static bool Looks(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(1024, bytes.Length)].IndexOf("%PDF-"u8) >= 0;

    /// <summary>Extracts the words; null where the document cannot be decoded, with the reason.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="why">Why it could not be read, or not to its end.</param>
    public static string? Extract(byte[] bytes, out string? why)
    {
        try
        {
            using var document = PdfDocument.Open(bytes, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
            return Pages(document, out why);
        }
        catch (Exception e) when (e is PdfDocumentFormatException or InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException or KeyNotFoundException or NotSupportedException or IOException or OverflowException or NullReferenceException or InvalidCastException or UglyToad.PdfPig.Exceptions.PdfDocumentEncryptedException)
        {
            why = "the PDF could not be decoded";
            return null;
        }
    }

    private static string? Pages(PdfDocument document, out string? why)
    {
        var text = new StringBuilder();
        why = null;
        for (var number = 1; number <= document.NumberOfPages; number++)
        {
            if (number > MaxPages || text.Length > MaxCharacters)
            {
                why = $"only the first {number - 1} of {document.NumberOfPages} pages were read";
                break;
            }

            Page page = document.GetPage(number);
            text.Append(ContentOrderTextExtractor.GetText(page, addDoubleNewline: true)).Append('\n');
        }

        if (text.ToString().AsSpan().Trim().Length > 0) return text.ToString().Normalize(NormalizationForm.FormKC);
        why = "the PDF holds pictures of pages, no text";
        return null;
    }
}
