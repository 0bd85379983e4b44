using Assay.Core;

namespace Assay.Licensing;

/// <summary>A license as the advisors see it: its facts, its freedoms, and the evidence of each fact.</summary>
public sealed record LicenseTerms
{
    /// <summary>No terms: nothing is known of them.</summary>
    public static LicenseTerms None { get; } = new() { Id = "", Facts = new Dictionary<string, ClauseFact>(StringComparer.Ordinal), Freedoms = Freedoms.Unknown };

    /// <summary>SPDX id, or <c>LicenseRef-</c> and our id.</summary>
    public required string Id { get; init; }

    /// <summary>A fact for each code.</summary>
    public required IReadOnlyDictionary<string, ClauseFact> Facts { get; init; }

    /// <summary>The four freedoms.</summary>
    public required Freedoms Freedoms { get; init; }

    /// <summary>Ids of evidence by clause code.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Evidence { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Duties that no clause code carries, such as <c>state-changes</c>.</summary>
    public IReadOnlyList<string> OtherDuties { get; init; } = [];

    /// <summary>The words that a known license asks for; where the text at hand quotes them, those count.</summary>
    public RequiredTexts Texts { get; init; } = RequiredTexts.None;

    /// <summary>The terms of an analyzed file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="evidence">Gives the id of the evidence for a fact with a quote; null where the caller keeps none.</param>
    public static LicenseTerms Of(LicenseFile file, Func<string, ClauseFact, string?>? evidence = null)
    {
        var ids = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (code, fact) in file.Facts)
        {
            if (evidence?.Invoke(code, fact) is { } id) ids[code] = [id];
        }

        return new LicenseTerms { Id = file.Matches.Count > 0 ? file.Matches[0].Id : file.Expression ?? file.Path, Facts = file.Facts, Freedoms = file.Freedoms, Evidence = ids, OtherDuties = file.OtherDuties };
    }

    /// <summary>The word of a fact; empty where the value is no word.</summary>
    public string Word(string code) => Facts.TryGetValue(code, out var fact) && fact.Value is ClauseValue.Word w ? w.Text : "";

    /// <summary>Whether a fact restricts or demands something.</summary>
    public bool Sets(string code) => Facts.TryGetValue(code, out var fact) && !ClauseCodes.IsUnset(fact.Value);

    /// <summary>Whether a fact was left open because an incorporated text was not read.</summary>
    public bool IsOpen(string code) => Facts.TryGetValue(code, out var fact) && fact.Certainty == Certainty.Unknown;

    /// <summary>Evidence of several facts.</summary>
    public IReadOnlyList<string> EvidenceOf(params IEnumerable<string> codes) =>
        [.. codes.SelectMany(c => Evidence.TryGetValue(c, out var ids) ? ids : []).Distinct(StringComparer.Ordinal)];

    /// <summary>A clause as a reader finds it: its section where there is one.</summary>
    public string Cite(string code) => Facts.TryGetValue(code, out var fact) && fact.Section is { } section ? $"{code} (section {section})" : code;
}
