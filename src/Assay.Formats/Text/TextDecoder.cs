using System.Text;

namespace Assay.Formats;

/// <summary>Tells text from binary and decodes it: UTF-8, UTF-16 with or without mark, else Latin-1 with the Windows-1252 punctuation.</summary>
public static class TextDecoder
{
    private const int Probe = 8192;
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    /// <summary>Decodes bytes.</summary>
    /// <returns>Whether they are text.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out string text, out string encoding)
    {
        (text, encoding) = ("", "utf-8");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Utf16(bytes[2..], bigEndian: false, out text, out encoding);
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Utf16(bytes[2..], bigEndian: true, out text, out encoding);
        if (LooksBinary(bytes)) return false;
        try
        {
            text = StrictUtf8.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return Legacy(bytes, out text, out encoding);
        }
    }

    private static bool Legacy(ReadOnlySpan<byte> bytes, out string text, out string encoding)
    {
        // A text cut off inside a character, or with a few bad bytes, is still UTF-8.
        var lenient = Encoding.UTF8.GetString(bytes);
        if (lenient.AsSpan().Count('\uFFFD') * 50 < lenient.AsSpan().Count('\n') + 50 && lenient.Any(c => c > 0x7F && c != '\uFFFD'))
        {
            (text, encoding) = (lenient, "utf-8 (damaged)");
            return true;
        }

        text = string.Create(bytes.Length, bytes, static (chars, source) =>
        {
            for (var i = 0; i < chars.Length; i++) chars[i] = source[i] is >= 0x80 and < 0xA0 ? Windows1252[source[i] - 0x80] : (char)source[i];
        });
        encoding = "windows-1252";
        return true;
    }

    private static bool Utf16(ReadOnlySpan<byte> bytes, bool bigEndian, out string text, out string encoding)
    {
        encoding = bigEndian ? "utf-16be" : "utf-16le";
        text = (bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes);
        return true;
    }

    private static bool LooksBinary(ReadOnlySpan<byte> bytes)
    {
        var probe = bytes[..Math.Min(bytes.Length, Probe)];
        if (probe.Contains((byte)0)) return true;
        var control = 0;
        foreach (var b in probe)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B or 0x08)) control++;
        }

        return control * 20 > probe.Length;
    }
}
