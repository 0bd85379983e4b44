using Assay.Core;
using Assay.Formats;
using Assay.Licensing;

namespace Assay.Audit;

/// <summary>What the audit asks of the licensing room.</summary>
public interface ILicenseReader
{
    /// <summary>The licenses known by id.</summary>
    LicenseCatalog Catalog { get; }

    /// <summary>Reads a license text, with the use policy that it incorporates where that is at hand.</summary>
    LicenseFile Read(TextDocument text, TextDocument? policy);

    /// <summary>What is known about a license that is only named; null where nothing is.</summary>
    LicenseFile? OfName(string name);
}

/// <summary>Identifies licenses without reading their clauses.</summary>
/// <param name="identifier">The identifier.</param>
public sealed class IdentifyingReader(LicenseIdentifier identifier) : ILicenseReader
{
    /// <inheritdoc/>
    public LicenseCatalog Catalog => identifier.Catalog;

    /// <inheritdoc/>
    public LicenseFile Read(TextDocument text, TextDocument? policy)
    {
        var found = identifier.Identify(text);
        return new LicenseFile
        {
            Path = text.Path,
            Expression = found.Expression,
            Matches = found.Matches,
            OsiApproved = found.Matches.Length == 0 ? null : found.Matches.All(m => Catalog.ById(m.Id)?.OsiApproved == true),
            NotRead = found.NotRead,
        };
    }

    /// <inheritdoc/>
    public LicenseFile? OfName(string name) => Catalog.Resolve(name) is { } entry
        ? new LicenseFile { Path = name, Expression = entry.Id, OsiApproved = entry.OsiApproved, Freedoms = entry.OsiApproved == true ? Freedoms.AllFree : Freedoms.Unknown }
        : null;
}
