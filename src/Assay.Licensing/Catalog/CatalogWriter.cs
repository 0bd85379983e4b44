using System.Collections.Immutable;

namespace Assay.Licensing;

/// <summary>Writes the catalog into the index. A row of a license: id, name, family or -1, flags, its replacement or -1, language, first alias and their number, first address and their number.</summary>
internal static class CatalogWriter
{
    public const int RowInts = 10;

    public static void Write(PackedWriter writer, ImmutableArray<LicenseEntry> entries, ImmutableArray<LicenseException> exceptions)
    {
        var (rows, texts) = (new List<int>(), new List<int>());
        var ids = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = entries[i];
            ids[entry.Id] = i;
            rows.AddRange([writer.Text(entry.Id), writer.Text(entry.Name), writer.TextOrNone(entry.Family), (int)Flags(entry), writer.TextOrNone(entry.ReplacedBy), writer.Text(entry.Language)]);
            rows.AddRange([texts.Count, entry.Aliases.Length, texts.Count + entry.Aliases.Length, entry.Urls.Length]);
            texts.AddRange(entry.Aliases.Concat(entry.Urls).Select(writer.Text));
        }

        writer.Part(LicensePart.Licenses, rows);
        writer.Part(LicensePart.LicenseTexts, texts);
        writer.Part(LicensePart.LicenseIds, PackedSlots.Write(writer, ids, fold: true));
        writer.Part(LicensePart.LicenseNames, PackedSlots.Write(writer, Names(entries, ids), fold: false));
        writer.Part(LicensePart.Exceptions, [.. exceptions.SelectMany(e => (int[])[writer.Text(e.Id), writer.Text(e.Name)])]);
    }

    private static LicenseFlags Flags(LicenseEntry entry) =>
        (entry.Spdx is null ? LicenseFlags.None : LicenseFlags.Spdx) | (entry.IsPolicy ? LicenseFlags.Policy : LicenseFlags.None) | (entry.IsDeprecated ? LicenseFlags.Deprecated : LicenseFlags.None) | (entry.TextHeld ? LicenseFlags.Held : LicenseFlags.None)
        | (entry.OsiApproved is null ? LicenseFlags.None : LicenseFlags.OsiKnown) | (entry.OsiApproved == true ? LicenseFlags.Osi : LicenseFlags.None) | (entry.FsfLibre is null ? LicenseFlags.None : LicenseFlags.FsfKnown) | (entry.FsfLibre == true ? LicenseFlags.Fsf : LicenseFlags.None);

    private static Dictionary<string, int> Names(ImmutableArray<LicenseEntry> entries, Dictionary<string, int> ids)
    {
        var index = new Dictionary<string, LicenseEntry>(StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(e => e.ReplacedBy is null))
        {
            foreach (var name in (IEnumerable<string>)[entry.Id, entry.Name, .. entry.Aliases])
            {
                Add(index, ambiguous, LicenseNames.Strict(name), entry);
                Add(index, ambiguous, LicenseNames.Loose(name), entry);
            }

            foreach (var url in entry.Urls) Add(index, ambiguous, LicenseUrl.Key(url), entry);
        }

        return index.Where(n => !ambiguous.Contains(n.Key)).ToDictionary(n => n.Key, n => ids[n.Value.Id], StringComparer.Ordinal);
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

/// <summary>What is true of a license in the catalog.</summary>
[Flags]
internal enum LicenseFlags
{
    None = 0,
    Spdx = 1,
    Policy = 2,
    Deprecated = 4,
    Held = 8,
    OsiKnown = 16,
    Osi = 32,
    FsfKnown = 64,
    Fsf = 128,
}
