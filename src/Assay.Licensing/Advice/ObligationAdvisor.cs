using Assay.Core;

namespace Assay.Licensing;

/// <summary>Turns clause facts into duties, in our own words, and checks them against a release at hand.</summary>
/// <param name="messages">The sentences, <c>duty.*</c>.</param>
public sealed class ObligationAdvisor(MessageCatalog messages)
{
    private sealed record Duty(string Id, string Code, DutyTrigger Trigger, Func<LicenseTerms, bool> Holds, string? Message = null, Func<LicenseTerms, IReadOnlyList<string>>? Words = null);

    private static readonly Duty[] Duties =
    [
        new("copy-of-agreement", ClauseCodes.KeepRestrictions, DutyTrigger.Distribute, t => t.Word(ClauseCodes.KeepRestrictions) is "copy_of_agreement" or "use_restrictions" or "same_terms"),
        new("notice", ClauseCodes.Attribution, DutyTrigger.Distribute, t => t.Sets(ClauseCodes.Attribution), Words: RequiredWords.Notice),
        new("name-prefix", ClauseCodes.Naming, DutyTrigger.Modify, t => t.Word(ClauseCodes.Naming) == "yes", Words: RequiredWords.Name),
        new("display-text", ClauseCodes.Naming, DutyTrigger.Distribute, t => t.Word(ClauseCodes.Naming) == "yes" && RequiredWords.Display(t).Count > 0, Words: RequiredWords.Display),
        new("display-text", ClauseCodes.Naming, DutyTrigger.Serve, t => t.Word(ClauseCodes.Naming) is "display" or "label" or "statement", Words: RequiredWords.Display),
        new("display-text", ClauseCodes.Naming, DutyTrigger.Threshold, t => t.Word(ClauseCodes.Naming) == "display_above_threshold", "display-text-above", RequiredWords.Display),
        new("enforceable-limits", ClauseCodes.KeepRestrictions, DutyTrigger.Distribute, t => t.Word(ClauseCodes.KeepRestrictions) == "use_restrictions"),
        new("same-license", ClauseCodes.ShareAlike, DutyTrigger.Distribute, t => t.Sets(ClauseCodes.ShareAlike)),
        new("no-further-restrictions", ClauseCodes.KeepRestrictions, DutyTrigger.Distribute, t => t.Word(ClauseCodes.KeepRestrictions) == "no_further_restrictions"),
        new("use-limits", ClauseCodes.FieldOfUse, DutyTrigger.Use, t => t.Sets(ClauseCodes.FieldOfUse) || t.Sets(ClauseCodes.AcceptableUsePolicy)),
        new("territory", ClauseCodes.Geography, DutyTrigger.Use, t => t.Sets(ClauseCodes.Geography)),
        new("no-training-of-others", ClauseCodes.NoTrain, DutyTrigger.Outputs, t => t.Sets(ClauseCodes.NoTrain)),
        new("mark-models-trained-on-outputs", ClauseCodes.Outputs, DutyTrigger.Outputs, t => t.Word(ClauseCodes.Outputs) == "conditional"),
        new("separate-license", ClauseCodes.Registration, DutyTrigger.Threshold, t => t.Word(ClauseCodes.Registration) == "above_threshold"),
        new("register", ClauseCodes.Registration, DutyTrigger.Use, t => t.Word(ClauseCodes.Registration) == "for_commercial"),
        new("register", ClauseCodes.Registration, DutyTrigger.Use, t => t.Word(ClauseCodes.Registration) == "for_all", "register-all"),
        new("royalty", ClauseCodes.Royalty, DutyTrigger.Threshold, t => t.Sets(ClauseCodes.Royalty) && t.Word(ClauseCodes.Royalty) != "below_threshold"),
        new("update", ClauseCodes.RemoteOrUpdate, DutyTrigger.Use, t => t.Word(ClauseCodes.RemoteOrUpdate).Contains("update_duty", StringComparison.Ordinal)),
        new("state-changes", ClauseCodes.Modification, DutyTrigger.Distribute, t => t.OtherDuties.Contains("state-changes")),
        new("network-source", ClauseCodes.ShareAlike, DutyTrigger.Serve, t => t.OtherDuties.Contains("network-source")),
    ];

    private static readonly Dictionary<WorkRelation, string[]> Carry = new()
    {
        [WorkRelation.TrainedOn] = ["notice", "use-limits", "territory", "no-training-of-others"],
        [WorkRelation.TrainedOnOutputs] = ["no-training-of-others", "mark-models-trained-on-outputs"],
        [WorkRelation.ContainsCode] = ["copy-of-agreement", "notice", "same-license", "no-further-restrictions", "state-changes", "use-limits"],
    };

    /// <summary>The duties of a license, checked against a release where one is given.</summary>
    public IReadOnlyList<Obligation> Of(LicenseTerms terms, IReleaseTexts? release = null) => [.. Duties.Where(d => d.Holds(terms)).Select(d => One(d, terms, release))];

    /// <summary>The duties of a source that reach a work made with it: all of them for a derivative, those on outputs for a model trained on outputs, those on notices and limits for data and code.</summary>
    /// <param name="source">Terms of the source.</param>
    /// <param name="relation">How the source takes part.</param>
    /// <param name="release">The release that was made with it, or null.</param>
    /// <param name="name">What to call the source, or null.</param>
    public IReadOnlyList<Obligation> Carried(LicenseTerms source, WorkRelation relation, IReleaseTexts? release = null, string? name = null) =>
        [.. Of(source, release).Where(o => !Carry.TryGetValue(relation, out var duties) || duties.Contains(o.Duty))
            .Select(o => name is null ? o : o with { Text = messages["duty.of-source", ("source", name), ("license", source.Id), ("text", o.Text)] })];

    /// <summary>The clause code that a duty comes from.</summary>
    public static string CodeOf(string duty) => Array.Find(Duties, d => d.Id == duty)?.Code ?? "";

    private Obligation One(Duty duty, LicenseTerms terms, IReleaseTexts? release)
    {
        var text = messages["duty." + (duty.Message ?? duty.Id), ("places", terms.Word(ClauseCodes.Geography))];
        if (duty.Words?.Invoke(terms) is { Count: > 0 } words) text = messages["duty.with-words", ("duty", text), ("words", string.Join(messages["duty.words-or"], words))];
        return new Obligation(duty.Id, duty.Trigger, text, terms.Id, terms.EvidenceOf(duty.Code), release is null ? Satisfied.NotShown : Check(duty.Id, terms, release));
    }

    private static Satisfied Check(string duty, LicenseTerms terms, IReleaseTexts release) => duty switch
    {
        "copy-of-agreement" or "same-license" => Answer(release.HasLicenseText(terms.Id)),
        "notice" => RequiredWords.Notice(terms) is { Count: > 0 } notices ? All(notices, release) : release.HasLicenseText(terms.Id) == true ? Satisfied.Yes : Satisfied.NotShown,
        "name-prefix" => release.ModelNames is { Count: > 0 } names && RequiredWords.Name(terms) is { Count: > 0 } prefixes
            ? names.Any(n => prefixes.Any(p => Begins(n, p))) ? Satisfied.Yes : Satisfied.No
            : Satisfied.NotShown,
        "display-text" => RequiredWords.Display(terms) is { Count: > 0 } shown && All(shown, release) == Satisfied.Yes ? Satisfied.Yes : Satisfied.NotShown,
        "enforceable-limits" => PassedOn(terms, release),
        _ => Satisfied.NotShown,
    };

    /// <summary>The limits are passed on where the text that holds them is; terms that exclude no use do not pass them on; other limits must be read beside them.</summary>
    private static Satisfied PassedOn(LicenseTerms terms, IReleaseTexts release)
    {
        if (release.HasLicenseText(terms.Id) is not false) return Answer(release.HasLicenseText(terms.Id));
        return release.Offered.Any(o => o.Sets(ClauseCodes.FieldOfUse) || o.Sets(ClauseCodes.AcceptableUsePolicy)) ? Satisfied.NotShown : Satisfied.No;
    }

    // A hyphen or a space may stand for each other in a name.
    private static bool Begins(string name, string prefix) => Plain(name).StartsWith(Plain(prefix), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string name) => name.Replace('-', ' ').Replace('_', ' ').TrimStart();

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
}
