using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>Recognizes licenses in texts: whole texts by their fingerprints, notices, references and tags by rules.</summary>
public sealed class LicenseIdentifier
{
    private LicenseIdentifier(LicenseCatalog catalog) => Catalog = catalog;

    /// <summary>The licenses known by id.</summary>
    public LicenseCatalog Catalog { get; }

    /// <summary>Opens an identifier.</summary>
    /// <param name="knowledge">The knowledge table: ids, names and rules for notices.</param>
    /// <param name="fingerprints">The fingerprint file, read in place.</param>
    /// <exception cref="KnowledgeException">A knowledge file is wrong.</exception>
    /// <exception cref="InvalidDataException">The fingerprint file is not of this version.</exception>
    public static LicenseIdentifier Create(DataTable knowledge, ReadOnlyMemory<byte> fingerprints) => new(LicenseCatalog.Load(knowledge));

    /// <summary>Recognizes the licenses in a document.</summary>
    public Identification Identify(TextDocument document, IdentifyOptions? options = null) => new();
}
