using Assay.Formats;
using Assay.Sources;

namespace Assay.Audit;

/// <summary>What a file of a release is to the audit, told by its place and name.</summary>
public enum FileRole
{
    /// <summary>The card: the README or model card at the root of the model.</summary>
    Card,

    /// <summary>The README at the root of another artifact.</summary>
    Readme,

    /// <summary>Any other document.</summary>
    Document,

    /// <summary>A license text or notice.</summary>
    License,

    /// <summary>A use policy.</summary>
    Policy,

    /// <summary>A configuration.</summary>
    Config,

    /// <summary>Program code.</summary>
    Code,

    /// <summary>Weights, or an index of shards.</summary>
    Weights,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>One file of a release with what was read of it.</summary>
/// <param name="Artifact">The artifact it belongs to.</param>
/// <param name="Path">Path within the artifact.</param>
/// <param name="Size">Size in bytes, or null.</param>
/// <param name="State">How much of it is here.</param>
/// <param name="Role">What it is to the audit.</param>
public sealed record AuditFile(Artifact Artifact, string Path, long? Size, EntryState State, FileRole Role)
{
    /// <summary>The entry of the snapshot; null where only a listing of another file names it.</summary>
    public SnapshotEntry? Entry { get; init; }

    /// <summary>The listing that names it, or null.</summary>
    public (string Path, int Line, string Text)? ListedIn { get; init; }

    /// <summary>Its text, where it was read as text.</summary>
    public TextDocument? Text { get; init; }

    /// <summary>Its structure, where it is a document.</summary>
    public MarkdownDocument? Markdown { get; init; }

    /// <summary>Whether its path names another version of the model family, or a vendored dependency: it does not speak of this model.</summary>
    public bool IsForeign { get; init; }

    /// <summary>Last segment of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Whether it lies at the root of its artifact.</summary>
    public bool IsAtRoot => !Path.Contains('/', StringComparison.Ordinal);

    /// <summary>Where it lies, as <c>looked</c> names it.</summary>
    public string Place => Artifact.Location.Length == 0 ? Path : $"{Artifact.Location}/{Path}";
}
