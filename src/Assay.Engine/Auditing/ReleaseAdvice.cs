using Assay.Core;
using Assay.Formats;
using Assay.Licensing;
using Assay.Sources;

namespace Assay.Engine;

/// <summary>May we, and what must we do: the license of the weights asked for the uses, and its duties held against the release.</summary>
internal static class ReleaseAdvice
{
    /// <summary>The duties of the license of the weights.</summary>
    public static IReadOnlyList<Obligation> Obligations(IReadOnlyList<LicenseInfo> licenses, Release release, Limits limits) =>
        licenses is [var weights, ..] ? ObligationAdvisor.Of(Terms(weights), new Texts(release, licenses, limits)) : [];

    /// <summary>The answers to the uses asked for.</summary>
    /// <exception cref="AssayException">A use is not known, or a file of uses does not exist.</exception>
    /// <exception cref="KnowledgeException">A file of uses breaks its format.</exception>
    public static IReadOnlyList<UseAnswer> Uses(IReadOnlyList<string> asked, IReadOnlyList<LicenseInfo> licenses, MessageCatalog messages)
    {
        if (asked.Count == 0) return [];
        var requests = asked.Where(IsFile).Select(ReadFile).Append(UseRequest.Parse(string.Join(',', asked.Where(a => !IsFile(a))))).Where(r => r.Uses.Count > 0).ToList();
        if (licenses is not [var weights, ..]) return [.. requests.SelectMany(r => r.Uses).Select(u => new UseAnswer(UseRequest.NameOf(u), UseAnswerKind.Unknown, messages["use.no-license"], []))];
        return [.. requests.SelectMany(r => UseAdvisor.Answer(Terms(weights), r))];
    }

    /// <summary>Possible conflicts between the license of the training data and that of the weights.</summary>
    public static IReadOnlyList<Conflict> Combination(IReadOnlyList<LicenseInfo> licenses, IReadOnlyList<ComponentFact> components)
    {
        if (licenses is not [var weights, ..]) return [];
        var data = components.Where(c => c.Id == ComponentId.DataTrain.Value && c.License.Expression is not null).Select(c => licenses.FirstOrDefault(l => l.Id == c.License.Expression)).OfType<LicenseInfo>().Where(l => l.Id != weights.Id);
        return LicenseCompatibility.Check([new CombinedWork(CombinedAs.Result, "the weights", Terms(weights)), .. data.Select(l => new CombinedWork(CombinedAs.Data, "the training data", Terms(l)))]);
    }

    private static bool IsFile(string asked) => asked.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || asked.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static UseRequest ReadFile(string path)
    {
        if (!File.Exists(path)) throw AssayException.Usage($"the file of uses '{path}' does not exist; give --use a YAML file or names of uses");
        return UseRequest.Read(YamlReader.Read(path, File.ReadAllText(path)));
    }

    private static LicenseTerms Terms(LicenseInfo license) => new()
    {
        Id = license.Id,
        Facts = license.Clauses.ToDictionary(c => c.Code, c => new ClauseFact(c.Value, c.Section, null, null, c.Certainty), StringComparer.Ordinal),
        Freedoms = license.Freedoms,
        Evidence = license.Clauses.Where(c => c.Evidence.Count > 0).ToDictionary(c => c.Code, c => c.Evidence, StringComparer.Ordinal),
    };

    private sealed class Texts(Release release, IReadOnlyList<LicenseInfo> licenses, Limits limits) : IReleaseTexts
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
}
