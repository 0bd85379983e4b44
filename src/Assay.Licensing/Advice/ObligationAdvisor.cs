using Assay.Core;

namespace Assay.Licensing;

/// <summary>What a release at hand shows about its duties; the audit implements it over the files it read.</summary>
public interface IReleaseTexts
{
    /// <summary>Name of the model, as its card and configuration give it; null where it is not known.</summary>
    string? ModelName { get; }

    /// <summary>Whether the text of this license is in the release; null where not everything was read.</summary>
    bool? HasLicenseText(string licenseId);

    /// <summary>Whether these words stand in a file of the release (case and white space do not matter); null where not everything was read.</summary>
    bool? HasWords(string words);
}

/// <summary>Turns clause facts into duties, in our own words, and checks them against a release at hand.</summary>
public static class ObligationAdvisor
{
    private sealed record Duty(string Id, string Code, DutyTrigger Trigger, Func<LicenseTerms, string?> Text);

    private static readonly Duty[] Duties =
    [
        new("copy-of-agreement", ClauseCodes.KeepRestrictions, DutyTrigger.Distribute, t => t.Word(ClauseCodes.KeepRestrictions) is "copy_of_agreement" or "use_restrictions" or "same_terms" ? "Give every recipient a copy of the license." : null),
        new("notice", ClauseCodes.Attribution, DutyTrigger.Distribute, t => t.Sets(ClauseCodes.Attribution) ? "Keep the copyright and attribution notices, and add the notice that the license asks for." : null),
        new("name-prefix", ClauseCodes.Naming, DutyTrigger.Modify, t => t.Word(ClauseCodes.Naming) == "yes" ? "Put the text that the license names into the name of every model made with it." : null),
        new("display-text", ClauseCodes.Naming, DutyTrigger.Serve, t => t.Word(ClauseCodes.Naming) is "display" or "label" or "statement" ? "Show the text that the license names where it says." : null),
        new("display-text", ClauseCodes.Naming, DutyTrigger.Threshold, t => t.Word(ClauseCodes.Naming) == "display_above_threshold" ? "Above the threshold, show the text that the license names in the user interface." : null),
        new("enforceable-limits", ClauseCodes.KeepRestrictions, DutyTrigger.Distribute, t => t.Word(ClauseCodes.KeepRestrictions) == "use_restrictions" ? "Bind every recipient to the license's limits on use, in an enforceable agreement." : null),
        new("same-license", ClauseCodes.ShareAlike, DutyTrigger.Distribute, t => t.Sets(ClauseCodes.ShareAlike) ? "Put derivatives that are passed on under the same license." : null),
        new("no-further-restrictions", ClauseCodes.KeepRestrictions, DutyTrigger.Distribute, t => t.Word(ClauseCodes.KeepRestrictions) == "no_further_restrictions" ? "Add no restriction of your own for recipients." : null),
        new("use-limits", ClauseCodes.FieldOfUse, DutyTrigger.Use, t => t.Sets(ClauseCodes.FieldOfUse) || t.Sets(ClauseCodes.AcceptableUsePolicy) ? "Keep to the uses that the license and its policy allow." : null),
        new("territory", ClauseCodes.Geography, DutyTrigger.Use, t => t.Sets(ClauseCodes.Geography) ? $"Keep to the territory of the license ({t.Word(ClauseCodes.Geography)})." : null),
        new("no-training-of-others", ClauseCodes.NoTrain, DutyTrigger.Outputs, t => t.Sets(ClauseCodes.NoTrain) ? "Do not use the work or its outputs to improve other models." : null),
        new("mark-models-trained-on-outputs", ClauseCodes.Outputs, DutyTrigger.Outputs, t => t.Word(ClauseCodes.Outputs) == "conditional" ? "Meet the duty that attaches to outputs, or to models trained on them." : null),
        new("separate-license", ClauseCodes.Registration, DutyTrigger.Threshold, t => t.Word(ClauseCodes.Registration) == "above_threshold" ? "Above the threshold, ask the licensor for a separate license." : null),
        new("register", ClauseCodes.Registration, DutyTrigger.Use, t => t.Word(ClauseCodes.Registration) is "for_commercial" ? "Before commercial use, register with the licensor or obtain its license." : t.Word(ClauseCodes.Registration) == "for_all" ? "Before any use, register with the licensor or obtain its approval." : null),
        new("royalty", ClauseCodes.Royalty, DutyTrigger.Threshold, t => t.Sets(ClauseCodes.Royalty) && t.Word(ClauseCodes.Royalty) != "below_threshold" ? "Above the threshold, pay the royalty that the license sets." : null),
        new("update", ClauseCodes.RemoteOrUpdate, DutyTrigger.Use, t => t.Word(ClauseCodes.RemoteOrUpdate).Contains("update_duty", StringComparison.Ordinal) ? "Make reasonable efforts to use the latest version." : null),
        new("state-changes", ClauseCodes.Modification, DutyTrigger.Distribute, t => t.OtherDuties.Contains("state-changes") ? "Say in modified files that they were changed." : null),
    ];

    /// <summary>The duties of a license, checked against a release where one is given.</summary>
    public static IReadOnlyList<Obligation> Of(LicenseTerms terms, IReleaseTexts? release = null)
    {
        var obligations = new List<Obligation>();
        foreach (var duty in Duties)
        {
            if (duty.Text(terms) is { } text) obligations.Add(new Obligation(duty.Id, duty.Trigger, text, terms.Id, terms.EvidenceOf(duty.Code), release is null ? Satisfied.NotShown : Check(duty.Id, terms, release)));
        }

        return obligations;
    }

    /// <summary>The clause code that a duty comes from.</summary>
    public static string CodeOf(string duty) => Array.Find(Duties, d => d.Id == duty)?.Code ?? "";

    private static Satisfied Check(string duty, LicenseTerms terms, IReleaseTexts release) => duty switch
    {
        "copy-of-agreement" or "same-license" => Answer(release.HasLicenseText(terms.Id)),
        "notice" => Words(terms, ClauseCodes.Attribution) is { Count: > 0 } notices ? All(notices, release) : Satisfied.NotShown,
        "name-prefix" => release.ModelName is { } name && Words(terms, ClauseCodes.Naming) is { Count: > 0 } prefixes
            ? prefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase)) ? Satisfied.Yes : Satisfied.No
            : Satisfied.NotShown,
        "display-text" => Words(terms, ClauseCodes.Naming) is { Count: > 0 } shown && All(shown, release) == Satisfied.Yes ? Satisfied.Yes : Satisfied.NotShown,
        _ => Satisfied.NotShown,
    };

    private static Satisfied All(IReadOnlyList<string> words, IReleaseTexts release)
    {
        var found = words.Select(release.HasWords).ToList();
        if (found.TrueForAll(f => f == true)) return Satisfied.Yes;
        return found.Contains(null) ? Satisfied.NotShown : Satisfied.No;
    }

    private static Satisfied Answer(bool? found) => found switch
    {
        true => Satisfied.Yes,
        false => Satisfied.No,
        null => Satisfied.NotShown,
    };

    /// <summary>The words in quotation marks that a clause asks for.</summary>
    internal static IReadOnlyList<string> Words(LicenseTerms terms, string code)
    {
        if (!terms.Facts.TryGetValue(code, out var fact) || fact.Quote is not { } quote) return [];
        var words = new List<string>();
        for (var i = 0; i < quote.Length; i++)
        {
            if (quote[i] is not ('“' or '"')) continue;
            var end = quote.IndexOfAny(['”', '"'], i + 1);
            if (end < 0) break;
            if (end - i > 3 && !quote.AsSpan(i, end - i).Contains("Notice", StringComparison.Ordinal)) words.Add(quote[(i + 1)..end].Trim());
            i = end;
        }

        return words;
    }
}
