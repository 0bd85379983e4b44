using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Sources;

/// <summary>What one reader makes of one place: a snapshot, or why there is none.</summary>
internal sealed record Reading(Snapshot? Snapshot, string? Why = null)
{
    public string? Revision { get; init; }

    public string? Origin { get; init; }

    /// <summary>Date of the commit or of the last change (ISO 8601), where the place tells.</summary>
    public string? On { get; init; }

    /// <summary>Name of the model and its publisher, where the place itself tells.</summary>
    public (string? Publisher, string Name)? Identity { get; init; }

    public AccessKind Access { get; init; } = AccessKind.Unknown;

    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Further artifacts that lie in the same place: code beside a release in one archive.</summary>
    public ImmutableArray<(string Id, ArtifactRole Role, Reading Reading)> Parts { get; init; } = [];

    /// <summary>Where in the place the artifact lies: a folder of an archive; empty for the place itself.</summary>
    public string Location { get; init; } = "";

    public static Reading NotRead(string why) => new(null, why);

    public Artifact ToArtifact(string id, ArtifactKind kind, string location) => new(id, kind, location)
    {
        Revision = Revision,
        Origin = Origin,
        On = On,
        Snapshot = Snapshot,
        Why = Why,
        Access = Access,
        Notes = Notes,
    };
}
