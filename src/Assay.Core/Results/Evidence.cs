using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Assay.Core;

/// <summary>First and last line, 1-based and inclusive; lines end at LF or CRLF only.</summary>
/// <param name="First">First line.</param>
/// <param name="Last">Last line.</param>
[JsonConverter(typeof(LineRangeConverter))]
public readonly record struct LineRange(int First, int Last);

/// <summary>A quote that bears out a statement. Evidence never changes; judgements refer to it by id.</summary>
public sealed record Evidence
{
    /// <summary>Stable id: the first 12 hex digits of SHA-256 over artifact role, path and folded quote.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the artifact it was found in.</summary>
    public required string Artifact { get; init; }

    /// <summary>Path within the artifact.</summary>
    public required string Path { get; init; }

    /// <summary>Where in the file, or null where lines mean nothing (a listing entry, a binary file).</summary>
    public LineRange? Lines { get; init; }

    /// <summary>The words found, at most 400 characters.</summary>
    public required string Quote { get; init; }

    /// <summary>SHA-256 of the file's bytes in hex, or null where the bytes were not read.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Id of the detector that found it.</summary>
    public required string Detector { get; init; }

    /// <summary>Longest quote in characters.</summary>
    public const int MaxQuote = 400;

    /// <summary>Makes evidence; the quote is cut to <see cref="MaxQuote"/> with an ellipsis and the id computed.</summary>
    public static Evidence Of(string artifact, string path, LineRange? lines, string quote, string? sha256, string detector)
    {
        var cut = quote.Length <= MaxQuote ? quote : string.Concat(quote.AsSpan(0, CutAt(quote)), "…");
        return new Evidence
        {
            Id = Fingerprint.Of(artifact, path, cut),
            Artifact = artifact,
            Path = path,
            Lines = lines,
            Quote = cut,
            Sha256 = sha256,
            Detector = detector,
        };
    }

    private static int CutAt(string quote) => char.IsHighSurrogate(quote[MaxQuote - 2]) ? MaxQuote - 2 : MaxQuote - 1;
}

/// <summary>Stable short ids that survive moved lines and changed white space.</summary>
public static partial class Fingerprint
{
    /// <summary>First 12 hex digits of SHA-256 over the parts, white space folded, separated by NUL.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(WhiteSpace().Replace(part, " ").Trim()).Append('\0');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 6));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
