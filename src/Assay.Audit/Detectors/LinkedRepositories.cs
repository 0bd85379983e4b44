using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>Code repositories of the same model family that cards link to but that were not read: what is not found elsewhere may be there.</summary>
internal static class LinkedRepositories
{
    private static readonly string[] Hosts = ["github.com/", "gitlab.com/", "gitee.com/", "codeberg.org/"];

    /// <summary>The repositories, as addresses without scheme.</summary>
    public static List<string> NotRead(ReleaseIndex index)
    {
        var name = FamilyName.Of(index.Release.Name);
        var family = name.Family;
        var found = new SortedSet<string>(StringComparer.Ordinal);
        if (family.Length < 3) return [];
        foreach (var file in index.ModelFiles.Where(f => f.Role == FileRole.Card && f.Markdown is not null))
        {
            foreach (var link in file.Markdown!.Links)
            {
                if (Repository(link) is { } repository && (IsOwn(repository, family) || IsCalledOwn(link.Text)) && !name.IsOtherModel(repository[(repository.LastIndexOf('/') + 1)..]) && !IsRead(index, repository)) found.Add(repository);
            }
        }

        return [.. found];
    }

    private static bool IsCalledOwn(string words)
    {
        foreach (var word in (ReadOnlySpan<string>)["github repo", "repository", "codebase", "source code", "official code", "official implementation", "代码库", "代码仓库", "our github", "our code", "our repo", "training code"])
        {
            if (words.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static string? Repository(MarkdownLink link)
    {
        foreach (var host in Hosts)
        {
            var at = link.Target.IndexOf(host, StringComparison.OrdinalIgnoreCase);
            if (at < 0) continue;
            var parts = link.Target[(at + host.Length)..].Split('/', '#', '?');
            if (parts.Length >= 2 && parts[0].Length > 0 && parts[1].Length > 0) return $"{host}{parts[0]}/{WithoutGit(parts[1])}";
        }

        return null;
    }

    private static string WithoutGit(string name) => name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name;

    private static bool IsOwn(string repository, string family)
    {
        var name = repository[(repository.LastIndexOf('/') + 1)..];
        return name.StartsWith(family, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsRead(ReleaseIndex index, string repository)
    {
        var name = repository[(repository.LastIndexOf('/') + 1)..];
        return index.Release.Artifacts.Any(a => a.Snapshot is not null
            && (string.Equals(a.Origin, repository, StringComparison.OrdinalIgnoreCase)
                || (a.Kind == ArtifactKind.Code && string.Equals(a.Location[(a.Location.LastIndexOf('/') + 1)..], name, StringComparison.OrdinalIgnoreCase))));
    }
}
