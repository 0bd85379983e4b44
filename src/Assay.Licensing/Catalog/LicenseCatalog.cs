using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Licensing;

/// <summary>All licenses known by id, and the way from a name, tag, alias or address to one of them. Safe to use from several threads.</summary>
public sealed class LicenseCatalog
{
    private readonly PackedTable _index;
    private readonly LicenseEntry?[] _entries;

    internal LicenseCatalog(PackedTable index) => (_index, _entries) = (index, new LicenseEntry?[index.Part(LicensePart.Licenses).Length / CatalogWriter.RowInts]);

    /// <summary>Every license in ordinal order of the ids.</summary>
    public ImmutableArray<LicenseEntry> All
    {
        get
        {
            if (field.IsDefault) field = [.. Enumerable.Range(0, _entries.Length).Select(Entry)];
            return field;
        }
    }

    /// <summary>Every exception that may stand behind <c>WITH</c>, in ordinal order of the ids.</summary>
    public ImmutableArray<LicenseException> Exceptions
    {
        get
        {
            if (field.IsDefault) field = [.. ReadExceptions()];
            return field;
        }
    }

    /// <summary>Reads the catalog from the knowledge files below <c>identification/</c>.</summary>
    /// <exception cref="KnowledgeException">A file is wrong.</exception>
    public static LicenseCatalog Load(DataTable knowledge) => new(LicenseIndex.Of(knowledge));

    /// <summary>The license of an id (case does not matter), with or without <c>LicenseRef-</c>; null where it is not known. Deprecated ids are returned as they are.</summary>
    public LicenseEntry? ById(string id) => Named(LicensePart.LicenseIds, id, fold: true) ?? Named(LicensePart.LicenseIds, "LicenseRef-" + id, fold: true);

    /// <summary>The license that a name, hub tag, ScanCode key, classifier or address means; null where it means none or several. A deprecated id gives its replacement.</summary>
    public LicenseEntry? Resolve(string text)
    {
        var key = text.Trim();
        if (key.Length is 0 or > 300) return null;
        var found = ById(key) ?? (LicenseUrl.Looks(key) ? Named(LicensePart.LicenseNames, LicenseUrl.Key(key)) : Named(LicensePart.LicenseNames, LicenseNames.Strict(key)) ?? Named(LicensePart.LicenseNames, LicenseNames.Loose(key)));
        return found is { ReplacedBy: { } newer } ? ById(newer) ?? found : found;
    }

    private LicenseEntry? Named(LicensePart part, string key, bool fold = false) => PackedSlots.Find(_index, part, key, fold) is >= 0 and var entry ? Entry(entry) : null;

    private LicenseEntry Entry(int index) => _entries[index] ??= Read(_index.Part(LicensePart.Licenses).Slice(CatalogWriter.RowInts * index, CatalogWriter.RowInts));

    private LicenseEntry Read(ReadOnlySpan<int> row)
    {
        var (id, flags) = (_index.Text(row[0]), (LicenseFlags)row[3]);
        return new LicenseEntry
        {
            Id = id,
            Spdx = flags.HasFlag(LicenseFlags.Spdx) ? id : null,
            Name = _index.Text(row[1]),
            Family = _index.TextOrNull(row[2]),
            IsPolicy = flags.HasFlag(LicenseFlags.Policy),
            Aliases = Texts(row[6], row[7]),
            Urls = Texts(row[8], row[9]),
            OsiApproved = flags.HasFlag(LicenseFlags.OsiKnown) ? flags.HasFlag(LicenseFlags.Osi) : null,
            FsfLibre = flags.HasFlag(LicenseFlags.FsfKnown) ? flags.HasFlag(LicenseFlags.Fsf) : null,
            IsDeprecated = flags.HasFlag(LicenseFlags.Deprecated),
            ReplacedBy = _index.TextOrNull(row[4]),
            Language = _index.Text(row[5]),
            TextHeld = flags.HasFlag(LicenseFlags.Held),
        };
    }

    private ImmutableArray<string> Texts(int first, int count)
    {
        var texts = ImmutableArray.CreateBuilder<string>(count);
        foreach (var text in _index.Part(LicensePart.LicenseTexts).Slice(first, count)) texts.Add(_index.Text(text));
        return texts.MoveToImmutable();
    }

    private LicenseException[] ReadExceptions()
    {
        var rows = _index.Part(LicensePart.Exceptions);
        var exceptions = new LicenseException[rows.Length / 2];
        for (var i = 0; i < exceptions.Length; i++) exceptions[i] = new LicenseException(_index.Text(rows[2 * i]), _index.Text(rows[(2 * i) + 1]));
        return exceptions;
    }
}

/// <summary>An exception that may stand behind <c>WITH</c>.</summary>
/// <param name="Id">SPDX id.</param>
/// <param name="Name">Full name.</param>
public sealed record LicenseException(string Id, string Name);
