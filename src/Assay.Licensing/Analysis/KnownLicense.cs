using Assay.Core;

namespace Assay.Licensing;

/// <summary>What limits commercial users in a known license, where it is not the whole grant.</summary>
public enum LimitKind
{
    /// <summary>The whole grant.</summary>
    WholeGrant,

    /// <summary>Passing a threshold only obliges to show something.</summary>
    Display,

    /// <summary>Use alone; copying and changing are granted to all.</summary>
    Production,
}

/// <summary>A reviewed fact of a known license.</summary>
/// <param name="Value">Its value.</param>
/// <param name="Section">Section of the known text, several separated by semicolons, or null.</param>
/// <param name="Certainty">How sure it is.</param>
public sealed record KnownFact(ClauseValue? Value, string? Section, Certainty Certainty)
{
    /// <summary>The sections one by one.</summary>
    public IReadOnlyList<string> Sections { get; } = Section?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

/// <summary>The words that a license asks for.</summary>
/// <param name="Name">What must stand at the beginning of the name of a model made with it.</param>
/// <param name="Display">What must be shown where the model is used or described.</param>
/// <param name="Notice">What must stand in a notice beside the copies.</param>
public sealed record RequiredTexts(IReadOnlyList<string> Name, IReadOnlyList<string> Display, IReadOnlyList<string> Notice)
{
    /// <summary>It asks for none.</summary>
    public static RequiredTexts None { get; } = new([], [], []);
}

/// <summary>The reviewed facts of a license: <c>knowledge/licenses/ID.yaml</c>.</summary>
public sealed record KnownLicense
{
    /// <summary>SPDX id, or our kebab-case id without <c>LicenseRef-</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Where the facts come from.</summary>
    public required string Source { get; init; }

    /// <summary>When they were reviewed (year and month).</summary>
    public required string AsOf { get; init; }

    /// <summary>Id of the acceptable use policy that it incorporates, or null.</summary>
    public string? Policy { get; init; }

    /// <summary>What its limits reach.</summary>
    public LimitKind Limits { get; init; }

    /// <summary>The words that it asks for.</summary>
    public RequiredTexts Texts { get; init; } = RequiredTexts.None;

    /// <summary>The four freedoms.</summary>
    public required Freedoms Freedoms { get; init; }

    /// <summary>A fact for each of the 21 codes.</summary>
    public required IReadOnlyDictionary<string, KnownFact> Facts { get; init; }

    /// <summary>Its facts as clause facts without a place in a text.</summary>
    /// <param name="certainty">Greatest certainty: a license that is only named gives derived facts.</param>
    public IReadOnlyDictionary<string, ClauseFact> ToClauseFacts(Certainty certainty = Certainty.Stated) =>
        Facts.ToDictionary(f => f.Key, f => new ClauseFact(f.Value.Value, f.Value.Section, null, null, f.Value.Certainty > certainty ? f.Value.Certainty : certainty), StringComparer.Ordinal);
}
