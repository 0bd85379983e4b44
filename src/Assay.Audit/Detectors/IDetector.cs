using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Audit;

/// <summary>What a detector says of a component.</summary>
/// <param name="Component">The component.</param>
public abstract record Detection(ComponentId Component)
{
    /// <summary>Something was found.</summary>
    public sealed record Found(Observation Observation) : Detection(Observation.Component);

    /// <summary>It was looked for in these places and not found.</summary>
    public sealed record Absent(ComponentId Component, ImmutableArray<string> Looked) : Detection(Component);

    /// <summary>It could not be decided.</summary>
    public sealed record Undetermined(ComponentId Component, string What, string Why) : Detection(Component);
}

/// <summary>Looks for components in the files of a release. Detectors do not judge: they report what they found and where they looked.</summary>
public interface IDetector
{
    /// <summary>Its id.</summary>
    string Id { get; }

    /// <summary>The roles of the files it wants.</summary>
    ImmutableArray<FileRole> Wants { get; }

    /// <summary>Looks. The host stops between two detections when the time is used up.</summary>
    IEnumerable<Detection> Detect(ReleaseIndex index);
}
