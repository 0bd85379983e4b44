using Assay.Audit;
using Assay.Core;
using Assay.Formats;

namespace Assay.Engine;

/// <summary>Reads the review file of a request.</summary>
public static class ReviewFiles
{
    /// <summary>The review that <c>--review</c> names; an empty one where it names none.</summary>
    /// <exception cref="AssayException">There is no such file, or it is no text.</exception>
    /// <exception cref="KnowledgeException">The file is malformed.</exception>
    public static Review Read(AuditRequest request, DataTable knowledge)
    {
        if (request.Review is not { } path) return Review.Empty;
        if (!File.Exists(path)) throw AssayException.Usage($"the review file '{path}' does not exist; 'assay review init SOURCE' writes one");
        using var file = FileBlob.Open(path);
        var document = TextDocument.Read(path, file, request.Limits) ?? throw AssayException.Usage($"the review file '{path}' is no text; give --review a YAML file");
        return ReviewFile.Load(document, knowledge);
    }
}
