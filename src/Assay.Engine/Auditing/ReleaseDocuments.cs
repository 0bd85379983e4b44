using Assay.Core;
using Assay.Licensing;
using Assay.Sources;

namespace Assay.Engine;

/// <summary>What the documents of a release show about its duties.</summary>
/// <param name="release">The release.</param>
/// <param name="licenses">The licenses found in it.</param>
/// <param name="limits">Limits of reading.</param>
internal sealed class ReleaseDocuments(Release release, IReadOnlyList<LicenseInfo> licenses, Limits limits) : IReleaseTexts
{
    private const long LongestDocument = 1 << 20;
    private readonly Lazy<IReadOnlyList<string>> _documents = new(() => Read(release, limits));

    public string? ModelName => release.Name;

    private bool Complete => release.Model.Snapshot is { NotRead.IsEmpty: true };

    public bool? HasLicenseText(string licenseId) =>
        licenses.Any(l => l.Id == licenseId && l.Match is LicenseMatchKind.Exact or LicenseMatchKind.Altered) ? true : Complete ? false : null;

    public bool? HasWords(string words) => _documents.Value.Any(d => d.Contains(words, StringComparison.OrdinalIgnoreCase)) ? true : Complete ? false : null;

    private static List<string> Read(Release release, Limits limits)
    {
        var texts = new List<string>();
        if (release.Model.Snapshot is not { } snapshot) return texts;
        foreach (var entry in snapshot.Entries.Where(e => e.State == EntryState.Bytes && e.Size is < LongestDocument && IsDocument(e.Name)))
        {
            try
            {
                if (snapshot.ReadText(entry, limits) is { } document) texts.Add(string.Join(' ', document.Text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)));
            }
            catch (BlobReadException)
            {
                // Not read: the snapshot's coverage says so, and the answer stays open.
            }
        }

        return texts;
    }

    private static bool IsDocument(string name) => Path.GetExtension(name).ToLowerInvariant() is ".md" or ".txt" or "" or ".rst";
}
