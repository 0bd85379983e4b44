using Assay.Core;

namespace Assay.Licensing;

/// <summary>
/// Joins the reviewed facts of a recognized license with what the words at hand say: facts of sections that stand unchanged come from knowledge,
/// located in the text; what lies in changed, added or removed sections is read anew.
/// </summary>
internal sealed class FactMerge(KnownLicense known, ClauseAnalysis read, TextAlignment alignment)
{
    private static readonly string[] Dependents =
        [ClauseCodes.FieldOfUse, ClauseCodes.AcceptableUsePolicy, ClauseCodes.Registration, ClauseCodes.ResearchOnly, ClauseCodes.Distribution, ClauseCodes.Modification, ClauseCodes.Outputs];

    private static readonly string[] Drivers =
        [ClauseCodes.CommercialUse, ClauseCodes.ResearchOnly, ClauseCodes.Geography, ClauseCodes.AcceptableUsePolicy, ClauseCodes.NoTrain, ClauseCodes.FieldOfUse];

    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    /// <summary>The codes whose value differs from the known license, with the value before and after.</summary>
    public IReadOnlyDictionary<string, (ClauseValue? Before, ClauseFact After)> Changes =>
        _changed.Order(StringComparer.Ordinal).ToDictionary(c => c, c => (known.Facts[c].Value, read.Facts[c]), StringComparer.Ordinal);

    private bool Altered => alignment.Match.Match != LicenseMatchKind.Exact;

    /// <summary>A fact for each code.</summary>
    public IReadOnlyDictionary<string, ClauseFact> Facts()
    {
        var facts = new Dictionary<string, ClauseFact>(StringComparer.Ordinal);
        foreach (var code in ClauseCodes.All)
        {
            if (Altered && Rewritten(code)) _changed.Add(code);
        }

        if (Drivers.Any(_changed.Contains))
        {
            foreach (var code in Dependents)
            {
                if (!Equivalent(known.Facts[code].Value, read.Facts[code].Value) && !Intact(code)) _changed.Add(code);
            }
        }

        foreach (var code in ClauseCodes.All) facts[code] = _changed.Contains(code) ? read.Facts[code] : Located(code);
        return facts;
    }

    /// <summary>What an edit does to the facts, in words; null where it does nothing to them.</summary>
    public string? Effect(LicenseEdit edit, bool only)
    {
        var touched = Changes.Where(c => only || Concerns(c.Key, edit.Section)).Select(c => $"{c.Key}: {Show(c.Value.Before)} -> {Show(c.Value.After.Value)}").ToList();
        return touched.Count == 0 ? null : string.Join("; ", touched);
    }

    private bool Concerns(string code, string section) =>
        known.Facts[code].Sections.Any(s => Overlap(s, section)) || (read.Facts[code].Section is { } at && Overlap(at, section))
        || (read.Facts[code].Lines is { } lines && (section is "end" or "title") && OutsideText(lines));

    private bool OutsideText(LineRange lines) => lines.First > alignment.Match.Lines.Last || alignment.Sections.Length == 0 || lines.Last < alignment.Match.Lines.First;

    private static string Show(ClauseValue? value) => value?.ToString() ?? "none";

    private bool Rewritten(string code)
    {
        var (before, after) = (known.Facts[code].Value, read.Facts[code]);
        if (Equivalent(before, after.Value)) return false;
        if (after.Lines is { } lines && !ClauseCodes.IsUnset(after.Value)) return !Unchanged(lines) && !Intact(code);
        return SectionChanged(code) && !Intact(code);
    }

    // Values that say the same: both say nothing, or both say the same thing.
    private static bool Equivalent(ClauseValue? a, ClauseValue? b) => Equals(a, b) || (ClauseCodes.IsUnset(a) && ClauseCodes.IsUnset(b));

    private bool Intact(string code) => alignment.Anchors.Any(a => a.Code == code) && alignment.Anchors.Where(a => a.Code == code).All(a => a.Intact);

    private bool SectionChanged(string code)
    {
        var sections = known.Facts[code].Sections;
        var touched = alignment.Match.AlteredSections.Concat(alignment.Match.Edits.Select(e => e.Section)).ToList();
        return sections.Count == 0 ? touched.Count > 0 : sections.Any(s => touched.Any(t => Overlap(s, t)));
    }

    private bool Unchanged(LineRange lines)
    {
        foreach (var section in alignment.Sections)
        {
            if (section.Lines is { } at && at.First <= lines.First && lines.Last <= at.Last && !alignment.Match.AlteredSections.Any(t => Overlap(section.Path, t))) return !section.Changed;
        }

        return false;
    }

    /// <summary>Whether one path is the other or lies below it.</summary>
    internal static bool Overlap(string a, string b)
    {
        var (x, y) = (Plain(a), Plain(b));
        return x == y || x.StartsWith(y + ".", StringComparison.Ordinal) || y.StartsWith(x + ".", StringComparison.Ordinal);

        static string Plain(string path) => path.Replace("(", ".", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal).Trim('.', ' ');
    }

    private ClauseFact Located(string code)
    {
        var fact = known.Facts[code];
        var at = read.Facts[code];
        var found = at.Lines is not null && !ClauseCodes.IsUnset(at.Value) && !ClauseCodes.IsUnset(fact.Value);
        if (code == ClauseCodes.Royalty || code == ClauseCodes.Distribution || code == ClauseCodes.Modification) found = at.Lines is not null && fact.Value is not ClauseValue.Word { Text: "unspecified" };
        if (found) return Quoted(fact, at, read.Places(code));
        var anchor = alignment.Anchors.FirstOrDefault(a => a.Code == code && a.Lines is not null)?.Lines
            ?? alignment.Sections.FirstOrDefault(s => s.Lines is not null && fact.Sections.Any(f => Overlap(f, s.Path)))?.Lines;
        return new ClauseFact(fact.Value, fact.Section, ClauseCodes.IsUnset(fact.Value) ? null : anchor, null, fact.Certainty);
    }

    // The words of the reviewed section are quoted where the clause is found there; else the section is the one in which the quote stands.
    private static ClauseFact Quoted(KnownFact fact, ClauseFact at, IEnumerable<ClauseFact> places)
    {
        var best = fact.Sections.Count == 0 || Stands(at) ? at : places.FirstOrDefault(Stands) ?? at;
        var section = fact.Section is not null && (best.Section is null || Stands(best)) ? fact.Section : best.Section;
        return new ClauseFact(fact.Value, section, best.Lines, best.Quote, fact.Certainty);

        bool Stands(ClauseFact place) => place.Section is { } s && fact.Sections.Any(f => Overlap(f, s));
    }
}
