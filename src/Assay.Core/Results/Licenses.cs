namespace Assay.Core;

/// <summary>A license as found in a release.</summary>
public sealed record LicenseInfo
{
    /// <summary>SPDX id, or <c>LicenseRef-</c> and our id.</summary>
    public required string Id { get; init; }

    /// <summary>SPDX id, or null where SPDX has none.</summary>
    public string? Spdx { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>Family, such as <c>llama-community</c>.</summary>
    public string? Family { get; init; }

    /// <summary>How it was recognized.</summary>
    public required LicenseMatchKind Match { get; init; }

    /// <summary>Share of the base text that is there, 0 to 1; null for a reference or tag.</summary>
    public double? Coverage { get; init; }

    /// <summary>Sections whose words differ from the base.</summary>
    public IReadOnlyList<string> AlteredSections { get; init; } = [];

    /// <summary>How they differ from the base.</summary>
    public IReadOnlyList<LicenseEdit> Edits { get; init; } = [];

    /// <summary>Whether OSI approved it; null where that is not known.</summary>
    public bool? OsiApproved { get; init; }

    /// <summary>The four freedoms.</summary>
    public Freedoms Freedoms { get; init; } = Freedoms.Unknown;

    /// <summary>Clause facts in the order of the codes.</summary>
    public IReadOnlyList<ClauseInfo> Clauses { get; init; } = [];

    /// <summary>Ids of evidence.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];
}

/// <summary>The four freedoms.</summary>
/// <param name="Use">For any purpose.</param>
/// <param name="Study">How it works.</param>
/// <param name="Modify">For any purpose.</param>
/// <param name="Share">With or without modifications.</param>
public sealed record Freedoms(Freedom Use, Freedom Study, Freedom Modify, Freedom Share)
{
    /// <summary>Nothing is known.</summary>
    public static Freedoms Unknown { get; } = new(Freedom.Unknown, Freedom.Unknown, Freedom.Unknown, Freedom.Unknown);

    /// <summary>All four are granted.</summary>
    public static Freedoms AllFree { get; } = new(Freedom.Free, Freedom.Free, Freedom.Free, Freedom.Free);
}

/// <summary>A clause fact in a report.</summary>
/// <param name="Code">Clause code, such as <c>user-threshold</c>.</param>
/// <param name="Value">Its value; null where the text restricts or demands nothing of this kind.</param>
/// <param name="Freedom">Which freedom it limits (<c>use</c>, <c>study</c>, <c>modify</c>, <c>share</c>), or null.</param>
/// <param name="Section">Section in the text's own numbering, or null.</param>
/// <param name="Certainty">How sure it is.</param>
/// <param name="Evidence">Ids of evidence.</param>
public sealed record ClauseInfo(string Code, ClauseValue? Value, string? Freedom, string? Section, Certainty Certainty, IReadOnlyList<string> Evidence);

/// <summary>What a license demands.</summary>
/// <param name="Duty">Id of the duty.</param>
/// <param name="Trigger">What sets it off.</param>
/// <param name="Text">One sentence in our own words.</param>
/// <param name="License">License id.</param>
/// <param name="Evidence">Ids of evidence.</param>
/// <param name="Satisfied">Whether the release at hand fulfils it.</param>
public sealed record Obligation(string Duty, DutyTrigger Trigger, string Text, string License, IReadOnlyList<string> Evidence, Satisfied Satisfied);

/// <summary>A disagreement between two statements of terms.</summary>
/// <param name="A">One side.</param>
/// <param name="B">The other side.</param>
/// <param name="Because">One sentence.</param>
/// <param name="Evidence">Ids of evidence for both sides.</param>
public sealed record Conflict(string A, string B, string Because, IReadOnlyList<string> Evidence);

/// <summary>Whether a use is allowed.</summary>
/// <param name="Use">The use asked for.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Because">One sentence.</param>
/// <param name="Evidence">Ids of evidence: the deciding clauses.</param>
public sealed record UseAnswer(string Use, UseAnswerKind Answer, string Because, IReadOnlyList<string> Evidence);

/// <summary>Result of <c>assay license identify</c>.</summary>
/// <param name="Files">One a file, in the order of their paths.</param>
public sealed record LicenseIdentification(IReadOnlyList<LicenseFile> Files);

/// <summary>What the licensing room says of one text.</summary>
public sealed record LicenseFile
{
    /// <summary>Path as given.</summary>
    public required string Path { get; init; }

    /// <summary>SPDX expression over all matches, or null.</summary>
    public string? Expression { get; init; }

    /// <summary>The licenses found, in the order of their lines.</summary>
    public IReadOnlyList<LicenseMatch> Matches { get; init; } = [];

    /// <summary>Clause facts by code.</summary>
    public IReadOnlyDictionary<string, ClauseFact> Facts { get; init; } = new Dictionary<string, ClauseFact>(StringComparer.Ordinal);

    /// <summary>The four freedoms.</summary>
    public Freedoms Freedoms { get; init; } = Freedoms.Unknown;

    /// <summary>For each freedom that is not free (<c>use</c>, <c>study</c>, <c>modify</c>, <c>share</c>) the code of the clause that decided it.</summary>
    public IReadOnlyDictionary<string, string> DecidedBy { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Ids of duties that no clause code carries, such as <c>state-changes</c>.</summary>
    public IReadOnlyList<string> OtherDuties { get; init; } = [];

    /// <summary>Where the language versions of the text disagree, one sentence each.</summary>
    public IReadOnlyList<string> Divergences { get; init; } = [];

    /// <summary>Whether OSI approved the license; null where that is not known.</summary>
    public bool? OsiApproved { get; init; }

    /// <summary>Path of the policy that the license incorporates and that was read with it, or null.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether the uses asked for are allowed; the evidence of an answer is the codes of the deciding clauses.</summary>
    public IReadOnlyList<UseAnswer> Uses { get; init; } = [];

    /// <summary>Why the file was not read, or not read to its end; null where it was.</summary>
    public string? NotRead { get; init; }
}

/// <summary>A license recognized in a text.</summary>
public sealed record LicenseMatch
{
    /// <summary>SPDX id, or <c>LicenseRef-</c> and our id.</summary>
    public required string Id { get; init; }

    /// <summary>SPDX id, or null.</summary>
    public string? Spdx { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>Family.</summary>
    public string? Family { get; init; }

    /// <summary>How it was recognized.</summary>
    public required LicenseMatchKind Match { get; init; }

    /// <summary>Share of the base text that is there, 0 to 1; null for a reference or tag.</summary>
    public double? Coverage { get; init; }

    /// <summary>Sections whose words differ, most important first.</summary>
    public IReadOnlyList<string> AlteredSections { get; init; } = [];

    /// <summary>Departures from the base.</summary>
    public IReadOnlyList<LicenseEdit> Edits { get; init; } = [];

    /// <summary>Where each paragraph comes from, in the order of the text; for a text that mixes known versions, or that only shares paragraphs with them, else empty.</summary>
    public IReadOnlyList<ParagraphOrigin> Paragraphs { get; init; } = [];

    /// <summary>Where it stands.</summary>
    public required LineRange Lines { get; init; }
}

/// <summary>Where a paragraph of a text comes from.</summary>
/// <param name="Section">Section in the text's own numbering.</param>
/// <param name="Lines">Where it stands.</param>
/// <param name="Origin">How it stands to known texts.</param>
/// <param name="From">Ids of the known licenses that have it, in ordinal order; empty where it is new.</param>
public sealed record ParagraphOrigin(string Section, LineRange Lines, OriginKind Origin, IReadOnlyList<string> From);

/// <summary>One departure from a base text.</summary>
/// <param name="Section">Section in the text's own numbering; <c>title</c> for the head, <c>end</c> for what is appended.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Before">A few words of the base, or null.</param>
/// <param name="After">A few words of the text, or null.</param>
/// <param name="Effect">What it does to the facts, or null.</param>
public sealed record LicenseEdit(string Section, EditKind Kind, string? Before, string? After, string? Effect);

/// <summary>A clause fact in a text.</summary>
/// <param name="Value">Its value; null where the text restricts or demands nothing of this kind.</param>
/// <param name="Section">Section in the text's own numbering, or null.</param>
/// <param name="Lines">Where it stands, or null.</param>
/// <param name="Quote">The words, or null.</param>
/// <param name="Certainty">How sure it is.</param>
public sealed record ClauseFact(ClauseValue? Value, string? Section, LineRange? Lines, string? Quote, Certainty Certainty)
{
    /// <summary>Path of the incorporated policy that it stands in; null where it stands in the text itself.</summary>
    public string? Policy { get; init; }
}

/// <summary>Result of <c>assay claims</c>.</summary>
/// <param name="Claims">The claims in the order of their lines.</param>
/// <param name="Licenses">Ids of the licenses the text names.</param>
public sealed record ClaimsResult(IReadOnlyList<TextClaim> Claims, IReadOnlyList<string> Licenses);

/// <summary>A claim in a text.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Polarity">Its direction.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="Scope">Which part, or null.</param>
/// <param name="Quote">The words.</param>
/// <param name="Lines">Where they stand.</param>
public sealed record TextClaim(ClaimKind Kind, Polarity Polarity, ClaimSubject Subject, ClaimScope? Scope, string Quote, LineRange Lines);
