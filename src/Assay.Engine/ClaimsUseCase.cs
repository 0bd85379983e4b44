using Assay.Core;
using Assay.Formats;
using Assay.Licensing;
using Assay.Licensing.Claims;

namespace Assay.Engine;

/// <summary><c>assay claims</c>: what a card says about openness.</summary>
public static class ClaimsUseCase
{
    /// <summary>Reads a card.</summary>
    /// <exception cref="AssayException">The bytes are no text.</exception>
    public static ClaimsResult Run(DataTable knowledge, string path, IBlob card, Limits limits) =>
        TextDocument.Read(path, card, limits) is { } document
            ? new ClaimAnalyzer(knowledge, LicenseCatalog.Load(knowledge)).Analyze(document)
            : throw AssayException.Usage($"{path} is no text but binary; give a card in Markdown, HTML or plain text");
}
