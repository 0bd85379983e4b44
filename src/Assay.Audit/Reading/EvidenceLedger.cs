using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>All evidence of one audit: each quote once, by its id.</summary>
public sealed class EvidenceLedger
{
    private const int QuoteTarget = 320;
    private readonly SortedDictionary<string, Evidence> _byId = new(StringComparer.Ordinal);

    /// <summary>All evidence in the order of the ids.</summary>
    public IReadOnlyDictionary<string, Evidence> All => _byId;

    /// <summary>Records a quote of a text; the range is widened to its sentence and cut to a readable length.</summary>
    public string Quote(AuditFile file, TextDocument text, int start, int length, string detector) => Add(Of(file, text, start, length, detector));

    /// <summary>Makes a quote that is not recorded.</summary>
    public static Evidence Of(AuditFile file, TextDocument text, int start, int length, string detector)
    {
        var (from, to) = Sentence(text.Text, start, Math.Min(start + length, text.Text.Length));
        var quote = text.Text[from..to];
        return Evidence.Of(file.Artifact.Id, file.Path, text.Encoding == "pdf" ? null : text.LinesOf(from, Math.Max(1, to - from)), quote, text.Sha256, detector);
    }

    /// <summary>Records that a file is there: the line of the listing that names it, or its path.</summary>
    public string File(AuditFile file, string detector) => file.ListedIn is { } listing
        ? Add(Evidence.Of(file.Artifact.Id, listing.Path, new LineRange(listing.Line, listing.Line), listing.Text.Trim(), null, detector))
        : Add(Evidence.Of(file.Artifact.Id, file.Path, null, Describe(file), Digest(file), detector));

    /// <summary>Records evidence made elsewhere.</summary>
    public string Add(Evidence evidence)
    {
        _byId.TryAdd(evidence.Id, evidence);
        return evidence.Id;
    }

    private static string? Digest(AuditFile file) => file.Entry?.Digest is { } d && d.StartsWith("sha256:", StringComparison.Ordinal) ? d[7..] : file.Text?.Sha256;

    private static string Describe(AuditFile file) => file.State == Sources.EntryState.Pointer ? $"{file.Path} (LFS pointer to {file.Size} bytes)" : file.Path;

    private static (int From, int To) Sentence(string text, int start, int end)
    {
        var from = start;
        var floor = Math.Max(0, end - QuoteTarget);
        while (from > floor && !IsBoundary(text, from - 1)) from--;
        var to = end;
        var ceiling = Math.Min(text.Length, Math.Max(end, from + QuoteTarget));
        while (to < ceiling && !IsBoundary(text, to)) to++;
        if (to < ceiling && text[to] is '.' or '。') to++;
        while (from < start && IsInsideWord(text, from)) from++;
        while (to > end && IsInsideWord(text, to)) to--;
        while (from < to && char.IsWhiteSpace(text[from])) from++;
        while (to > from && char.IsWhiteSpace(text[to - 1])) to--;
        return from < to ? (from, to) : (start, end);
    }

    private static bool IsInsideWord(string text, int at) => at > 0 && at < text.Length && char.IsAsciiLetterOrDigit(text[at - 1]) && char.IsAsciiLetterOrDigit(text[at]);

    private static bool IsBoundary(string text, int at) => text[at] switch
    {
        '\n' => true,
        '。' or '！' => true,
        '.' or '!' or '?' => at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1]),
        _ => false,
    };
}
