using Assay.Core;

namespace Assay.Sources;

/// <summary>Reads sources that are named by a scheme.</summary>
internal static class SchemeReader
{
    /// <summary>Reads a source.</summary>
    public static (Reading Reading, string Location, ArtifactKind Kind) Read(string scheme, string rest, SourceRequest request, ContactLog contacts) => scheme switch
    {
        _ => throw AssayException.Usage($"the source {scheme}:{rest} is not supported; SOURCE can be {LocalReader.Choices}"),
    };
}
