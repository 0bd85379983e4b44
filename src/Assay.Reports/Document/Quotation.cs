using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Reports.Document;

/// <summary>How a piece of evidence is shown to a reader: where it lies, and the words, or what it is where it has no words.</summary>
/// <param name="Where">File and line.</param>
/// <param name="Words">The quoted words; null where the file itself is the evidence.</param>
public sealed partial record Quotation(string Where, string? Words)
{
    /// <summary>Reads evidence: the line of a listing names a file, and a path quoted as itself says no more than the path.</summary>
    public static Quotation Of(Evidence evidence)
    {
        if (evidence.Lines is { } lines)
        {
            var folder = evidence.Path[..(evidence.Path.LastIndexOf('/') + 1)];
            return Listed().Match(evidence.Quote) is { Success: true } listed
                ? new Quotation($"{folder}{listed.Groups["path"].Value} ({Size(listed.Groups["size"].Value)}listed in {evidence.Path}:{lines.First})", null)
                : new Quotation($"{evidence.Path}:{lines.First}", evidence.Quote);
        }

        var note = evidence.Quote.IndexOf(" (", StringComparison.Ordinal);
        var (name, rest) = note < 0 ? (evidence.Quote, "") : (evidence.Quote[..note], evidence.Quote[note..]);
        return evidence.Path.EndsWith(name, StringComparison.Ordinal) ? new Quotation(evidence.Path + rest, null) : new Quotation(evidence.Path, evidence.Quote);
    }

    private static string Size(string digits) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        ? string.Create(CultureInfo.InvariantCulture, $"{size:N0} bytes, ")
        : "";

    [GeneratedRegex(@"^(?:[0-7]{6}\s+)?(?:blob\s+)?[0-9a-f]{8,64}\s+(?<size>\d{1,18}|-)\s+(?<path>\S[^\n]*)$", RegexOptions.NonBacktracking)]
    private static partial Regex Listed();
}
