using System.Globalization;
using System.Text;
using Assay.Core;
using Assay.Formats;
using CsCheck;

namespace Assay.Tests;

public sealed class DocumentReaderTests
{
    private static readonly byte[] Pdf = MakePdf("The model may be used by anybody", "but not for war.");

    [Fact]
    public void A_pdf_is_read_by_its_words()
    {
        var text = PdfText.Extract(Pdf, out var why);
        Assert.Null(why);
        Assert.Contains("The model may be used by anybody", text, StringComparison.Ordinal);
        Assert.Contains("not for war", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_pdf_is_a_reason_never_an_exception() => Gen.Select(Gen.Int[0, Pdf.Length - 1], Gen.Byte, Gen.Int[1, 40]).Sample((at, value, count) =>
    {
        var damaged = (byte[])Pdf.Clone();
        for (var i = at; i < Math.Min(damaged.Length, at + count); i++) damaged[i] = value;
        var text = PdfText.Extract(damaged, out var why);
        Assert.True(text is not null || why is not null);
    });

    [Fact]
    public void Rich_text_is_read_by_its_words()
    {
        const string Rtf = @"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator X;}\f0\fs24 You \b may\b0  use it\par but \'93not\'94 sell it.\par}";
        var document = DocumentReader.Read("x.rtf", new MemoryBlob(Encoding.ASCII.GetBytes(Rtf)), Limits.Default, out var why);
        Assert.Null(why);
        Assert.Equal("You may use it\nbut \"not\" sell it.\n", document!.Text);
    }

    [Fact]
    public void Any_rich_text_ends() => Gen.String[Gen.Char["{}\\'abpar*u01 -\n"], 0, 200].Sample(text => Assert.NotNull(RtfText.Extract(@"{\rtf1" + text)));

    [Fact]
    public void A_binary_file_says_so()
    {
        Assert.Null(DocumentReader.Read("x", new MemoryBlob(new byte[300]), Limits.Default, out var why));
        Assert.Equal("binary, no text", why);
    }

    private static byte[] MakePdf(params string[] lines)
    {
        var content = string.Concat(lines.Select((l, i) => string.Create(CultureInfo.InvariantCulture, $"BT /F1 12 Tf 72 {720 - (20 * i)} Td ({l}) Tj ET\n")));
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}endstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var xref = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) pdf.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }
}
