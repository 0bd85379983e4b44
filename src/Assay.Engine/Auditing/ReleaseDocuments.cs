using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Formats;
using Assay.Licensing;
using Assay.Sources;

namespace Assay.Engine;

/// <summary>What the documents of a release show about its duties: its license texts by what they are, not by their names, and its words.</summary>
/// <param name="release">The release.</param>
/// <param name="reader">The licensing room.</param>
/// <param name="limits">Limits of reading.</param>
internal sealed partial class ReleaseDocuments(Release release, LicenseAnalyzer reader, Limits limits) : IReleaseTexts
{
    private const long LongestDocument = 1 << 20;
    private readonly Lazy<IReadOnlyList<TextDocument>> _documents = new(() => Read(release, limits));
    private List<LicenseFile>? _licenses;

    public IReadOnlyList<string> ModelNames => [.. CardNames().Append(release.Name).Distinct(StringComparer.Ordinal)];

    private bool Complete => release.Model.Snapshot is { NotRead.IsEmpty: true } snapshot && !snapshot.Entries.Any(e => e.State != EntryState.Bytes && IsDocument(e.Name));

    // A text that was not identified bears an id of its own and cannot be found again by it.
    public bool? HasLicenseText(string licenseId) => licenseId.StartsWith("LicenseRef-unidentified-", StringComparison.Ordinal) ? null : Licenses.Exists(f => f.Matches.Any(m => Holds(m, licenseId))) ? true : Complete ? false : null;

    public bool? HasWords(string words)
    {
        var folded = Folded(words);
        return _documents.Value.Any(d => !IsLicense(d) && Folded(d.Text).Contains(folded, StringComparison.OrdinalIgnoreCase)) ? true : Complete ? false : null;
    }

    public IReadOnlyList<LicenseTerms> Offered => [.. Licenses.Where(f => f.Facts.Count > 0).Select(f => LicenseTerms.Of(f))];

    private List<LicenseFile> Licenses => _licenses ??= [.. _documents.Value.Where(d => d.Text.Length > 0).Select(d => reader.Analyze(d, new AnalyzeOptions { TermsOnly = true })).Where(f => f.Matches.Any(m => m.Match is LicenseMatchKind.Exact or LicenseMatchKind.Altered or LicenseMatchKind.Family))];

    private bool IsLicense(TextDocument document) => Licenses.Exists(f => f.Path == document.Path) && !IsCard(document);

    private static bool IsCard(TextDocument document) => Path.GetFileName(document.Path).StartsWith("README", StringComparison.OrdinalIgnoreCase);

    private static bool Holds(LicenseMatch match, string id) => match.Match is LicenseMatchKind.Exact or LicenseMatchKind.Altered && LicenseCompatibility.SameLicense(match.Id, id);

    private IEnumerable<string> CardNames()
    {
        if (_documents.Value.FirstOrDefault(d => d.Path.Equals("README.md", StringComparison.OrdinalIgnoreCase)) is not { } text) yield break;
        var card = MarkdownDocument.Parse(text);
        if (card.FrontMatter?.Root?.TextOf("model_name") is { Length: > 0 } name) yield return name;
        if (card.Sections.FirstOrDefault(s => s.Level == 1) is { Title.Length: > 0 } title) yield return Title().Replace(title.Title, "");
    }

    private static string Folded(string text) => string.Join(' ', text.Replace('“', '"').Replace('”', '"').Replace('©', ' ').Replace("(c)", " ", StringComparison.OrdinalIgnoreCase).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static List<TextDocument> Read(Release release, Limits limits)
    {
        var texts = new List<TextDocument>();
        if (release.Model.Snapshot is not { } snapshot) return texts;
        foreach (var entry in snapshot.Entries.Where(e => e.State == EntryState.Bytes && e.Size is < LongestDocument && IsDocument(e.Name)))
        {
            try
            {
                if (snapshot.ReadText(entry, limits) is { } document) texts.Add(document);
            }
            catch (BlobReadException)
            {
                // Not read: the snapshot's coverage says so, and the answer stays open.
            }
        }

        return texts;
    }

    private static bool IsDocument(string name) => Path.GetExtension(name).ToLowerInvariant() is ".md" or ".txt" or "" or ".rst";

    [GeneratedRegex(@"^\W*(?:model card (?:for|of|:)?\s*)?", RegexOptions.IgnoreCase)]
    private static partial Regex Title();
}
