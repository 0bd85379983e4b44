using System.Collections.Immutable;

namespace Assay.Sources;

/// <summary>Collects the artifacts of a release under ids of their own.</summary>
internal sealed class ArtifactList
{
    private readonly List<Artifact> _artifacts;
    private readonly HashSet<string> _ids;

    /// <summary>Begins with artifacts that are there already.</summary>
    public ArtifactList(IEnumerable<Artifact>? artifacts = null)
    {
        _artifacts = [.. artifacts ?? []];
        _ids = _artifacts.Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Adds what was read; a second artifact of the same name gets a number.</summary>
    public void Add(string id, ArtifactRole role, Reading reading)
    {
        var unique = id;
        for (var n = 2; !_ids.Add(unique); n++) unique = $"{id}-{n}";
        var artifact = reading.ToArtifact(unique, role.Kind, role.Location);
        _artifacts.Add(role.Origin is null ? artifact : artifact with { Origin = role.Origin });
    }

    public ImmutableArray<Artifact> ToImmutable() => [.. _artifacts];
}

/// <summary>Role of an artifact, where it lies, and the address it is a copy of, if given.</summary>
internal readonly record struct ArtifactRole(Core.ArtifactKind Kind, string Location, string? Origin = null);
