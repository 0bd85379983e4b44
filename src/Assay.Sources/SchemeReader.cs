using Assay.Core;

namespace Assay.Sources;

/// <summary>Reads sources that are named by a scheme.</summary>
internal static class SchemeReader
{
    /// <summary>Reads a source.</summary>
    public static (Reading Reading, string Location, ArtifactKind Kind) Read(string scheme, string rest, SourceRequest request, ContactLog contacts) => scheme switch
    {
        "git" => (Git(rest, request.Limits), "", ArtifactKind.Model),
        "hf-cache" => HubCacheReader.Read(rest, request),
        "hf" => HubReader.Read(rest, request, contacts),
        _ => throw AssayException.Usage($"the source {scheme}:{rest} is not supported; SOURCE can be {LocalReader.Choices}"),
    };

    /// <summary><c>PATH@REV</c>; a path may itself hold an at sign.</summary>
    private static Reading Git(string rest, Limits limits)
    {
        if (Directory.Exists(rest)) return GitReader.Read(rest, GitReader.Head, limits);
        for (var at = rest.LastIndexOf('@'); at > 0; at = rest.LastIndexOf('@', at - 1))
        {
            if (at + 1 < rest.Length && Directory.Exists(rest[..at])) return GitReader.Read(rest[..at], rest[(at + 1)..], limits);
        }

        throw AssayException.Usage($"there is no folder '{rest}'; write git:PATH or git:PATH@REVISION with the path of a git repository on this machine");
    }
}
