namespace Assay.Formats;

/// <summary>Lines that serve as headings without being marked as such: a heading of HTML, the summary of details, or a short line that is bold from end to end.</summary>
internal static class MarkdownTitles
{
    /// <summary>Level of a bold line, below all real headings.</summary>
    private const int BoldLevel = 7;

    /// <summary>Longest bold line that is a title.</summary>
    private const int MaxBold = 60;

    /// <summary>Level and words of such a title, or null.</summary>
    /// <param name="line">A line without white space at its ends.</param>
    public static (int Level, string Words)? Of(ReadOnlySpan<char> line) => line.Length < 5 ? null : line[0] switch
    {
        '<' => Html(line),
        '*' or '_' => Bold(line),
        _ => null,
    };

    private static (int, string)? Html(ReadOnlySpan<char> line)
    {
        if (line.IndexOf("<summary>", StringComparison.OrdinalIgnoreCase) is >= 0 and < 24 and var open && line.EndsWith("</summary>", StringComparison.OrdinalIgnoreCase))
        {
            var title = WithoutTags(line[open..]);
            return title.Length is > 0 and <= MaxBold ? (BoldLevel, title) : null;
        }

        if (line[1] is not ('h' or 'H') || line[2] is < '1' or > '6' || !line.EndsWith("</h" + line[2] + ">", StringComparison.OrdinalIgnoreCase)) return null;
        var inner = line[..^5];
        var words = WithoutTags(inner);
        return words.Length is > 0 and <= 160 ? (line[2] - '0', words) : null;
    }

    private static (int, string)? Bold(ReadOnlySpan<char> line)
    {
        var marker = line[..2];
        if (marker is not ("**" or "__")) return null;
        var body = line[2..];
        if (body.EndsWith("\\", StringComparison.Ordinal)) body = body[..^1].TrimEnd();
        body = body.TrimEnd(":：");
        if (!body.EndsWith(marker, StringComparison.Ordinal)) return null;
        var words = body[..^2].Trim().TrimEnd(":：");
        return words.Length is > 2 and <= MaxBold && !words.ContainsAny("*[|.。") && char.IsLetter(words[0]) ? (BoldLevel, words.ToString()) : null;
    }

    private static string WithoutTags(ReadOnlySpan<char> html)
    {
        var words = new System.Text.StringBuilder();
        var inside = false;
        foreach (var c in html)
        {
            if (c is '<' or '>') inside = c == '<';
            else if (!inside) words.Append(c);
        }

        return words.ToString().Trim();
    }
}
