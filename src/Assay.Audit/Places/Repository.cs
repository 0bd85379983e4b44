using Assay.Core;
using Assay.Sources;

namespace Assay.Audit;

/// <summary>A repository as a link names it.</summary>
/// <param name="Host">Its host, with a slash at the end.</param>
/// <param name="Owner">Its owner.</param>
/// <param name="Name">Its name.</param>
internal sealed record Repository(string Host, string Owner, string Name)
{
    /// <summary>Its address without scheme.</summary>
    public string Address => $"{Host}{Owner}/{Name}";

    /// <summary>Owner and name.</summary>
    public string Path => $"{Owner}/{Name}";

    /// <summary>Reads the first address of one of some hosts in a text.</summary>
    public static Repository? Of(string text, IReadOnlyList<string> hosts)
    {
        foreach (var host in hosts)
        {
            var at = text.IndexOf(host, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            var rest = text.AsSpan(at + host.Length);
            var end = rest.IndexOfAny(" \t\r\n)>\"'`]|,");
            var parts = (end < 0 ? rest : rest[..end]).ToString().Split('/', '#', '?');
            if (parts.Length >= 2 && parts[0].Length > 0 && parts[1].Length > 0) return new Repository(host, parts[0], WithoutGit(parts[1].TrimEnd('.', ':')));
        }

        return null;
    }

    /// <summary>Whether an artifact that was read is this repository.</summary>
    public bool IsReadAs(Artifact artifact) => artifact.Snapshot is not null
        && (string.Equals(artifact.Origin, Address, StringComparison.OrdinalIgnoreCase) || string.Equals(artifact.Origin, Path, StringComparison.OrdinalIgnoreCase)
            || (artifact.Kind is ArtifactKind.Code or ArtifactKind.Other && IsCalled(artifact.Location[(artifact.Location.LastIndexOf('/') + 1)..])));

    // Repositories of a family once bore the size of its first model in their name.
    private bool IsCalled(string name) => Name.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (Name.Length == name.Length || IsSize(Name.AsSpan(name.Length)));

    private static bool IsSize(ReadOnlySpan<char> rest) => rest.Length is >= 3 and <= 6 && rest[0] is '-' or '_' && rest[^1] is 'b' or 'B' or 'm' or 'M' && !rest[1..^1].ContainsAnyExcept("0123456789.");

    private static string WithoutGit(string name) => name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;
}
