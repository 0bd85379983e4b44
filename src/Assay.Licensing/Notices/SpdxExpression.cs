using System.Text;

namespace Assay.Licensing;

/// <summary>Reads SPDX license expressions leniently: ids are resolved through the catalog, deprecated ones replaced.</summary>
public static class SpdxExpression
{
    private const int Longest = 400;

    /// <summary>Reads the expression at the head of a text, up to the end of its line; null where no license of it is known.</summary>
    /// <param name="text">The text.</param>
    /// <param name="catalog">The known ids.</param>
    /// <param name="strict">Whether every word must be an id or an operator; otherwise reading ends before the first that is none.</param>
    public static string? Read(ReadOnlySpan<char> text, LicenseCatalog catalog, bool strict = false)
    {
        text = text[..Math.Min(text.Length, Longest)];
        var end = text.IndexOfAny('\n', '\r');
        if (end >= 0) text = text[..end];
        var parts = new List<string>();
        var depth = 0;
        var wantsId = true;
        while (Next(ref text) is { } part)
        {
            if (part is "(" or ")")
            {
                depth += part == "(" ? 1 : -1;
                if (depth < 0) break;
                parts.Add(part);
            }
            else if (IsOperator(part) is { } sign)
            {
                if (wantsId) return Finish(parts);
                parts.Add(sign);
                wantsId = true;
            }
            else if (Id(part, parts, catalog) is not { } id)
            {
                if (strict) return null;
                break;
            }
            else
            {
                if (!wantsId && strict) return null;
                if (!wantsId) parts.Add("OR"); // ids side by side, as U-Boot writes a choice
                parts.Add(id);
                wantsId = false;
            }
        }

        return Finish(parts);
    }

    /// <summary>The ids of licenses and exceptions in an expression, in its order.</summary>
    public static IEnumerable<string> Ids(string expression) =>
        expression.Split((char[])[' ', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(p => p is not ("AND" or "OR" or "WITH"));

    private static string? Finish(List<string> parts)
    {
        while (parts.Count > 0 && parts[^1] is "AND" or "OR" or "WITH" or "(") parts.RemoveAt(parts.Count - 1);
        var open = parts.Count(p => p == "(") - parts.Count(p => p == ")");
        for (; open > 0; open--) parts.Add(")");
        if (!parts.Exists(p => p.Length > 1)) return null;
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (text.Length > 0 && part != ")" && text[^1] != '(') text.Append(' ');
            text.Append(part);
        }

        return text.ToString();
    }

    private static string? Id(string part, List<string> parts, LicenseCatalog catalog)
    {
        if (parts.Count > 0 && parts[^1] == "WITH") return catalog.Exceptions.FirstOrDefault(e => string.Equals(e.Id, part, StringComparison.OrdinalIgnoreCase))?.Id ?? part;
        if (catalog.ById(part) is { } known) return known.ReplacedBy ?? known.Id;
        if (part.EndsWith('+') && catalog.ById(part[..^1]) is { } old) return (old.ReplacedBy ?? old.Id).Replace("-only", "-or-later", StringComparison.Ordinal);
        if (WholeVersion(part) is { } full) return Id(full, parts, catalog);
        if (string.Equals(part, "Expat", StringComparison.OrdinalIgnoreCase)) return "MIT";
        return part.StartsWith("LicenseRef-", StringComparison.OrdinalIgnoreCase) ? catalog.Resolve(part)?.Id ?? part : null;
    }

    // Packagers write GPL-3+ and Apache-2 where SPDX writes GPL-3.0+ and Apache-2.0.
    private static string? WholeVersion(string part)
    {
        var stem = part.TrimEnd('+');
        if (stem.Length < 3 || stem[^2] != '-' || !char.IsAsciiDigit(stem[^1])) return null;
        return $"{stem}.0{part[stem.Length..]}";
    }

    private static string? IsOperator(string part) => part.ToUpperInvariant() switch { "AND" => "AND", "OR" => "OR", "WITH" => "WITH", _ => null };

    private static string? Next(ref ReadOnlySpan<char> text)
    {
        text = text.TrimStart(" \t");
        if (text.Length == 0) return null;
        if (text[0] is '(' or ')')
        {
            var bracket = text[0] == '(' ? "(" : ")";
            text = text[1..];
            return bracket;
        }

        if (text[0] == '|')
        {
            text = text.TrimStart('|');
            return "OR"; // as packages of R write a choice
        }

        var end = 0;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '-' or '+' or ':' or '_')) end++;
        if (end == 0) return null;
        var part = text[..end].TrimEnd(".:").ToString();
        text = text[end..];
        return part.Length == 0 ? null : part;
    }
}
