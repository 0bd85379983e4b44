using System.Collections.Immutable;

namespace Assay.Licensing;

/// <summary>A license that Assay knows by id.</summary>
public sealed record LicenseEntry
{
    /// <summary>SPDX id where one exists, else <c>LicenseRef-</c> and our kebab-case id.</summary>
    public required string Id { get; init; }

    /// <summary>SPDX id, or null.</summary>
    public string? Spdx { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>Family, such as <c>llama-community</c>; null where it belongs to none.</summary>
    public string? Family { get; init; }

    /// <summary>Whether it is an acceptable use policy, part of the license that incorporates it.</summary>
    public bool IsPolicy { get; init; }

    /// <summary>Other ids and names: ScanCode's keys, hub tags, classifiers.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Addresses of its text, the canonical one first.</summary>
    public ImmutableArray<string> Urls { get; init; } = [];

    /// <summary>Whether OSI approved it; null for licenses that SPDX does not list and that nobody submitted.</summary>
    public bool? OsiApproved { get; init; }

    /// <summary>Whether the Free Software Foundation calls it free; null where that is not known.</summary>
    public bool? FsfLibre { get; init; }

    /// <summary>Whether SPDX has deprecated the id.</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>The id, or expression with an exception, that took the place of a deprecated one, or null.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>Languages of the text in its own order, such as <c>en</c> or <c>zh+en</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Whether a fingerprint of its text is held; without one it is "known license, text not held".</summary>
    public bool TextHeld { get; init; }
}
