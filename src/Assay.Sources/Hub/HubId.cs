using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Sources;

/// <summary>A repository on the Hugging Face Hub: <c>ORG/NAME[@REV]</c>, or <c>datasets/ORG/NAME[@REV]</c>.</summary>
/// <param name="IsDataset">Whether it is a data set.</param>
/// <param name="Organization">Publisher; null for the few old names without one.</param>
/// <param name="Name">Name.</param>
/// <param name="Revision">Branch, tag or commit; null for the default branch.</param>
internal sealed partial record HubId(bool IsDataset, string? Organization, string Name, string? Revision)
{
    /// <summary><c>ORG/NAME</c>.</summary>
    public string Full => Organization is null ? Name : $"{Organization}/{Name}";

    /// <summary>The name of its folder in the cache of the hub's clients.</summary>
    public string CacheFolder => (IsDataset ? "datasets--" : "models--") + Full.Replace("/", "--", StringComparison.Ordinal);

    /// <summary>The role of the artifact.</summary>
    public ArtifactKind Kind => IsDataset ? ArtifactKind.Dataset : ArtifactKind.Model;

    /// <summary>Reads an id.</summary>
    /// <exception cref="AssayException">It is none.</exception>
    public static HubId Parse(string scheme, string text)
    {
        if (Id().Match(text) is not { Success: true } match || text.Contains("--", StringComparison.Ordinal) || text.Contains("..", StringComparison.Ordinal))
        {
            throw AssayException.Usage($"'{scheme}:{text}' names no repository; write {scheme}:ORG/NAME, {scheme}:ORG/NAME@REVISION or {scheme}:datasets/ORG/NAME");
        }

        var revision = match.Groups["rev"] is { Success: true } rev ? rev.Value : null;
        return new HubId(match.Groups["set"].Success, match.Groups["org"] is { Success: true } org ? org.Value : null, match.Groups["name"].Value, revision);
    }

    /// <summary>Whether a text is <c>ORG/NAME</c> or an old name without publisher.</summary>
    public static bool IsName(string text) => Id().Match(text) is { Success: true } match && !match.Groups["set"].Success && !match.Groups["rev"].Success && !text.Contains("..", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<set>datasets/)?(?:(?<org>[A-Za-z0-9][A-Za-z0-9._-]{0,95})/)?(?<name>[A-Za-z0-9_][A-Za-z0-9._-]{0,95})(?:@(?<rev>[A-Za-z0-9][A-Za-z0-9._/+-]{0,199}))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Id();
}
