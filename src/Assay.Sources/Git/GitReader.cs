using System.Runtime.CompilerServices;
using Assay.Core;
using LibGit2Sharp;

namespace Assay.Sources;

/// <summary>
/// Reads a git repository at a revision. The native library is touched behind this class only, so that its absence leaves all other sources working.
/// </summary>
internal static class GitReader
{
    /// <summary>The revision read unless another is named.</summary>
    public const string Head = "HEAD";

    /// <summary>Reads a repository, bare or not, of any owner.</summary>
    public static Reading Read(string path, string revision, Limits limits)
    {
        try
        {
            return ReadTree(path, revision, limits);
        }
        catch (RepositoryNotFoundException)
        {
            return Reading.NotRead($"'{Path.GetFileName(Path.TrimEndingDirectorySeparator(path))}' is no git repository");
        }
        catch (LibGit2SharpException e)
        {
            return Reading.NotRead(Sentence(e));
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or BadImageFormatException)
        {
            return Reading.NotRead("git repositories cannot be read: the library libgit2 is not beside the program (install the complete program, or check the repository out and give its folder)");
        }
    }

    /// <summary>
    /// The day of a commit (ISO 8601) in the repository of a working tree; null where the commit is not here, the object store is damaged or the library is missing.
    /// Only the object store is read: no hook, filter or attribute runs.
    /// </summary>
    /// <param name="gitDirectory">The folder <c>.git</c> itself.</param>
    /// <param name="commit">Full id of the commit.</param>
    public static string? DayOf(string gitDirectory, string commit)
    {
        try
        {
            return ReadDay(gitDirectory, commit);
        }
        catch (Exception e) when (e is LibGit2SharpException or DllNotFoundException or TypeInitializationException or EntryPointNotFoundException or BadImageFormatException)
        {
            return null;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? ReadDay(string gitDirectory, string commit)
    {
        GlobalSettings.SetOwnerValidation(false);
        using var repository = new Repository(gitDirectory);
        return repository.Lookup<Commit>(commit) is { } found ? Day(found) : null;
    }

    private static string Day(Commit commit) => commit.Committer.When.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Reading ReadTree(string path, string revision, Limits limits)
    {
        // Repositories of other owners are refused by default because hooks, filters and configuration could run programs; none of them is honored here.
        GlobalSettings.SetOwnerValidation(false);
        var repository = new Repository(path);
        var refs = GitRefs.Read(repository.Info.Path);
        var commit = repository.Lookup<Commit>(revision);
        if (commit is null) return Reading.NotRead(NoSuchRevision(revision, refs));
        var tree = new GitTree(repository, limits);
        var snapshot = tree.Read(commit, refs);
        return new Reading(snapshot) { Revision = commit.Sha, On = Day(commit), Origin = refs.Origin, Identity = Address.Identity(refs.Origin) };
    }

    private static string NoSuchRevision(string revision, GitRefs refs)
    {
        if (revision == Head && refs.Refs.IsEmpty) return "the git repository has no commit yet";
        if (refs.Refs.IsEmpty) return $"the git repository has no revision '{revision}'";
        var some = string.Join(", ", refs.Refs.Take(5)) + (refs.Refs.Length > 5 ? ", ..." : "");
        return $"the git repository has no revision '{revision}'; its branches and tags are {some}";
    }

    private static string Sentence(LibGit2SharpException e)
    {
        if (e.Message.Contains("object format", StringComparison.OrdinalIgnoreCase)) return "the git repository uses SHA-256 object ids, which the library libgit2 does not read";
        if (e is InvalidSpecificationException or AmbiguousSpecificationException) return "the revision is none that git understands, or names several objects";
        var line = e.Message.Split('\n')[0].Trim().TrimEnd('.');
        return $"the git repository is damaged or of an unknown kind: {line}";
    }
}
