using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Licensing;

/// <summary>All licenses known by id, and the way from a name, tag, alias or address to one of them.</summary>
public sealed class LicenseCatalog
{
    private readonly Dictionary<string, LicenseEntry> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<Dictionary<string, LicenseEntry>> _byName;

    internal LicenseCatalog(ImmutableArray<LicenseEntry> entries, ImmutableArray<LicenseException> exceptions)
    {
        (All, Exceptions) = (entries, exceptions);
        foreach (var entry in entries) _byId[entry.Id] = entry;
        _byName = new Lazy<Dictionary<string, LicenseEntry>>(IndexNames);
    }

    /// <summary>Every license in ordinal order of the ids.</summary>
    public ImmutableArray<LicenseEntry> All { get; }

    /// <summary>Every exception that may stand behind <c>WITH</c>, in ordinal order of the ids.</summary>
    public ImmutableArray<LicenseException> Exceptions { get; }

    /// <summary>Reads the catalog from the knowledge files below <c>identification/</c>.</summary>
    /// <exception cref="KnowledgeException">A file is wrong.</exception>
    public static LicenseCatalog Load(DataTable knowledge) => CatalogLoader.Load(knowledge);

    /// <summary>The license of an id (case does not matter), with or without <c>LicenseRef-</c>; null where it is not known. Deprecated ids are returned as they are.</summary>
    public LicenseEntry? ById(string id) => _byId.GetValueOrDefault(id) ?? _byId.GetValueOrDefault("LicenseRef-" + id);

    /// <summary>The license that a name, hub tag, ScanCode key, classifier or address means; null where it means none or several. A deprecated id gives its replacement.</summary>
    public LicenseEntry? Resolve(string text)
    {
        var key = text.Trim();
        if (key.Length is 0 or > 300) return null;
        var found = ById(key) ?? (LicenseUrl.Looks(key) ? _byName.Value.GetValueOrDefault(LicenseUrl.Key(key)) : ByName(key));
        return found is { ReplacedBy: { } newer } ? ById(newer) ?? found : found;
    }

    private LicenseEntry? ByName(string name) => _byName.Value.GetValueOrDefault(LicenseNames.Strict(name)) ?? _byName.Value.GetValueOrDefault(LicenseNames.Loose(name));

    private Dictionary<string, LicenseEntry> IndexNames()
    {
        var index = new Dictionary<string, LicenseEntry>(StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in All.Where(e => e.ReplacedBy is null))
        {
            foreach (var name in (IEnumerable<string>)[entry.Id, entry.Name, .. entry.Aliases])
            {
                Add(index, ambiguous, LicenseNames.Strict(name), entry);
                Add(index, ambiguous, LicenseNames.Loose(name), entry);
            }

            foreach (var url in entry.Urls) Add(index, ambiguous, LicenseUrl.Key(url), entry);
        }

        foreach (var key in ambiguous) index.Remove(key);
        return index;
    }

    private static void Add(Dictionary<string, LicenseEntry> index, HashSet<string> ambiguous, string key, LicenseEntry entry)
    {
        if (key.Length == 0) return;
        if (index.TryAdd(key, entry) || index[key].Id == entry.Id || IsOnlyOf(index[key], entry)) return;
        if (IsOnlyOf(entry, index[key])) index[key] = entry;
        else ambiguous.Add(key);
    }

    // The address of a text says nothing of later versions: it means the license of this version.
    private static bool IsOnlyOf(LicenseEntry only, LicenseEntry later) =>
        only.Id.EndsWith("-only", StringComparison.Ordinal) && later.Id.EndsWith("-or-later", StringComparison.Ordinal) && string.CompareOrdinal(only.Id, 0, later.Id, 0, only.Id.Length - 4) == 0;
}

/// <summary>An exception that may stand behind <c>WITH</c>.</summary>
/// <param name="Id">SPDX id.</param>
/// <param name="Name">Full name.</param>
public sealed record LicenseException(string Id, string Name);
