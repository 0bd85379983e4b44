using System.Globalization;
using System.Text.RegularExpressions;

namespace Assay.Audit;

/// <summary>The date for which a release was seen: the date of its commit or its last change where the source tells, else the date of release that its card states.</summary>
internal static partial class StatedDate
{
    private static readonly string[] Keys = ["release_date", "date-released", "released", "date", "last_updated", "last_modified"];

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The date (ISO 8601: a day, or a month where no day is stated), or null where the source has none.</summary>
    public static string? Of(ReleaseIndex index)
    {
        if (index.Release.Model.On is { } on) return on;
        foreach (var file in index.ModelFiles.Where(f => f.Text is not null && (f.Role == FileRole.Card || f.Name.Equals("CITATION.cff", StringComparison.OrdinalIgnoreCase))).OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            if ((FrontMatter(file) ?? Words(file)) is { } date) return date;
        }

        return null;
    }

    private static string? FrontMatter(AuditFile file)
    {
        if (file.Markdown?.FrontMatter?.Root is not { } root) return null;
        return Keys.Select(k => root.TextOf(k)).OfType<string>().Select(Read).FirstOrDefault(d => d is not null);
    }

    private static string? Words(AuditFile file)
    {
        foreach (Match match in Labeled().Matches(file.Text!.Text))
        {
            // A line with several dates lists the versions of a family.
            var line = file.Text.Line(file.Text.LinesOf(match.Groups["date"].Index, 1).First).ToString();
            if (Named().Count(line) + Iso().Count(line) + Chinese().Count(line) == 1 && Read(match.Groups["date"].Value) is { } date) return date;
        }

        return null;
    }

    /// <summary>Reads <c>2024-07-23</c>, <c>July 23, 2024</c>, <c>23 July 2024</c>, <c>July 2024</c> and <c>2024年7月23日</c>.</summary>
    internal static string? Read(string words)
    {
        if (Iso().Match(words) is { Success: true } iso) return Day(iso.Groups["y"].Value, iso.Groups["m"].Value, iso.Groups["d"].Value);
        if (Chinese().Match(words) is { Success: true } chinese) return Day(chinese.Groups["y"].Value, chinese.Groups["m"].Value, chinese.Groups["d"].Value);
        if (Named().Match(words) is not { Success: true } named) return null;
        var month = Array.IndexOf(Months, named.Groups["m"].Value[..3].ToLowerInvariant()) + 1;
        return month == 0 ? null : Day(named.Groups["y"].Value, month.ToString(CultureInfo.InvariantCulture), named.Groups["d"].Value + named.Groups["e"].Value);
    }

    private static string? Day(string year, string month, string day)
    {
        var (y, m) = (int.Parse(year, CultureInfo.InvariantCulture), int.Parse(month, CultureInfo.InvariantCulture));
        if (m is < 1 or > 12) return null;
        if (day.Length == 0) return string.Create(CultureInfo.InvariantCulture, $"{y:0000}-{m:00}");
        var d = int.Parse(day, CultureInfo.InvariantCulture);
        return d < 1 || d > DateTime.DaysInMonth(y, m) ? null : string.Create(CultureInfo.InvariantCulture, $"{y:0000}-{m:00}-{d:00}");
    }

    [GeneratedRegex(@"(?:release date|date of release|date of publication|publication date|model date|date-released|released on|was released (?:on|in)|发布日期|发布时间|发布于|开源时间)[*_"":：|\s]{0,8}(?:is |on |in |the )?[*_""\s]{0,3}(?<date>20[12]\d-\d{2}-\d{2}|20[12]\d ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?|(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? (?:\d{1,2}(?:st|nd|rd|th)?,? )?20[12]\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Labeled();

    [GeneratedRegex(@"(?<y>20[12]\d)-(?<m>\d{2})-(?<d>\d{2})")]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?<y>20[12]\d) ?年 ?(?<m>\d{1,2}) ?月(?: ?(?<d>\d{1,2}) ?日)?")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"(?:(?<d>\d{1,2})(?:st|nd|rd|th)? )?(?<m>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.? (?:(?<e>\d{1,2})(?:st|nd|rd|th)?,? )?(?<y>20[12]\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Named();
}
