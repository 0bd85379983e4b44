using System.Net.Http.Headers;
using System.Text;

namespace Assay.Sources;

/// <summary>One answer of the hub, read within bounds.</summary>
internal sealed record HubAnswer(int Status, Uri Address, byte[] Body)
{
    /// <summary>Length of the whole file as the answer states it, or null.</summary>
    public long? TotalLength { get; init; }

    /// <summary>ETag of the answer of the hub itself (X-Linked-ETag before ETag), or null.</summary>
    public string? ETag { get; init; }

    /// <summary>X-Linked-Size of the hub's redirect, or null.</summary>
    public long? LinkedSize { get; init; }

    /// <summary>Value of a header, or null.</summary>
    public static string? Header(HttpResponseMessage response, string name)
    {
        if (response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values)) return values.First();
        return null;
    }

    /// <summary>Words of a stranger for a message of ours: one line, at most 160 characters, no control characters.</summary>
    public static string? Quote(string? words)
    {
        if (string.IsNullOrWhiteSpace(words)) return null;
        var text = new StringBuilder();
        foreach (var c in words.AsSpan(0, Math.Min(words.Length, 160))) text.Append(char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format ? ' ' : c);
        return text.ToString().Trim();
    }

    /// <summary>The whole length that a range answer states.</summary>
    public static long? Total(HttpContentHeaders headers, int status) =>
        status == 206 ? headers.ContentRange?.Length : status == 200 ? headers.ContentLength : null;
}
