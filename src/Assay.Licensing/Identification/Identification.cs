using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Licensing;

/// <summary>How to identify.</summary>
public sealed record IdentifyOptions
{
    /// <summary>The options used unless others are given.</summary>
    public static IdentifyOptions Default { get; } = new();

    /// <summary>Most words of one text that are compared (2 million); what follows is reported as not read.</summary>
    public int MaxTokens { get; init; } = 2_000_000;

    /// <summary>Most licenses reported for one text (1,000).</summary>
    public int MaxMatches { get; init; } = 1000;
}

/// <summary>What was recognized in one text.</summary>
public sealed record Identification
{
    /// <summary>SPDX expression over all matches, or null.</summary>
    public string? Expression { get; init; }

    /// <summary>The licenses found, in the order of their lines.</summary>
    public ImmutableArray<LicenseMatch> Matches { get; init; } = [];

    /// <summary>One alignment for each copy of a whole text (<c>exact</c>, <c>altered</c>, or <c>family</c> where the text is a version that is known by name only), in the order of the matches; none for a text that only shares paragraphs with a known one.</summary>
    public ImmutableArray<TextAlignment> Alignments { get; init; } = [];

    /// <summary>Why the text was not read, or not to its end; null where it was.</summary>
    public string? NotRead { get; init; }
}

/// <summary>How a license text that lies in a document lines up with the known text.</summary>
public sealed record TextAlignment
{
    /// <summary>The match it explains; one of <see cref="Identification.Matches"/>.</summary>
    public required LicenseMatch Match { get; init; }

    /// <summary>The known license.</summary>
    public required LicenseEntry License { get; init; }

    /// <summary>Index of the first character of the license text in the document.</summary>
    public required int Start { get; init; }

    /// <summary>Number of characters.</summary>
    public required int Length { get; init; }

    /// <summary>The sections of the known text in its order.</summary>
    public ImmutableArray<SectionAlignment> Sections { get; init; } = [];

    /// <summary>Where the known clauses lie in the document.</summary>
    public ImmutableArray<ClauseAnchor> Anchors { get; init; } = [];

    /// <summary>Values found for template variables (holder, organization, year, jurisdiction), in the order of the text.</summary>
    public ImmutableArray<string> Variables { get; init; } = [];
}

/// <summary>A section of the known text and what became of it.</summary>
/// <param name="Path">In the known text's own numbering: <c>1.b.iv</c>, <c>二.1</c>, <c>Attachment A</c>; <c>title</c> for the head.</param>
/// <param name="Changed">Whether words that bear meaning differ.</param>
/// <param name="Start">Index of its first character in the document; -1 where the section is missing.</param>
/// <param name="Length">Number of characters; 0 where it is missing.</param>
/// <param name="Lines">Its lines; null where it is missing.</param>
public sealed record SectionAlignment(string Path, bool Changed, int Start, int Length, LineRange? Lines);

/// <summary>Where the words that bear out a known clause fact lie in the document.</summary>
/// <param name="Code">Clause code with hyphens, such as <c>user-threshold</c>; <c>freedom-use</c> and so on for the freedoms.</param>
/// <param name="Section">Section of the known text.</param>
/// <param name="Start">Index of the first character in the document; -1 where the words are missing.</param>
/// <param name="Length">Number of characters; 0 where the words are missing.</param>
/// <param name="Lines">Their lines; null where they are missing.</param>
/// <param name="Intact">Whether the words stand there unchanged.</param>
public sealed record ClauseAnchor(string Code, string Section, int Start, int Length, LineRange? Lines, bool Intact);
