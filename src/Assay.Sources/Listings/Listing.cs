using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Sources;

/// <summary>A list of files without their bytes: <c>tree.txt</c> (as git ls-tree -r -l writes it) or <c>CODE_FILES.txt</c> (blob, size, path).</summary>
internal sealed record Listing(string Path, ImmutableArray<SnapshotEntry> Entries, ImmutableArray<NotLooked> NotRead)
{
    public const string TreeName = "tree.txt";

    public const string CodeFilesName = "CODE_FILES.txt";

    /// <summary>Names in the root of an artifact under which listings are looked for.</summary>
    public static readonly ImmutableArray<string> Names = [TreeName, CodeFilesName];

    /// <summary>Repository named in the first comment line, or null.</summary>
    public string? Origin { get; init; }

    /// <summary>Commit named in the first comment line, or null.</summary>
    public string? Revision { get; init; }

    /// <summary>Date named in the first comment line (ISO 8601), or null.</summary>
    public string? On { get; init; }
}
