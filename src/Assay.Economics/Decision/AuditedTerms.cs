using System.Globalization;
using Assay.Core;

namespace Assay.Economics;

/// <summary>An option with what the audit of its release brings into the account.</summary>
/// <param name="Option">The option, with the fees and the work that the license calls for.</param>
/// <param name="Broken">Reasons why it is out.</param>
/// <param name="Notes">What a reader must know.</param>
/// <param name="Facts">Each fact of the license with what it does in the account.</param>
internal sealed record AuditedOption(ScenarioOption Option, IReadOnlyList<string> Broken, IReadOnlyList<string> Notes, IReadOnlyList<LicenseFact> Facts);

/// <summary>
/// Turns the license facts of an audited release into money: thresholds and royalties as steps of the fees, duties as work.
/// What the scenario states by hand wins, and is shown as overriding.
/// </summary>
internal sealed class AuditedTerms(Scenario scenario, DutyCosts duties, MessageCatalog messages)
{
    /// <summary>Applies the facts of a release to an option.</summary>
    public AuditedOption Apply(ScenarioOption option, ReleaseFacts facts)
    {
        var work = new DutyPlan(scenario, duties, messages, option, facts);
        var steps = new ThresholdPlan(scenario, messages, option, facts);
        work.Review();
        foreach (var step in steps.Passed) work.At(step.Duty, step.Month);
        work.Always();
        var fees = option.License ?? new LicenseFees(null, null, null, null, []);
        var license = steps.Added.Count == 0 && option.License is null ? null : fees with { Steps = [.. fees.Steps, .. steps.Added] };
        var done = option with { License = license, OneOffs = [.. option.OneOffs, .. work.OneOffs], Monthly = [.. option.Monthly, .. work.Monthly], Hosting = Shaped(option, facts) };
        return new AuditedOption(done, steps.Broken, [.. steps.Notes, .. work.Notes, .. Overrides(option, facts)], [.. steps.Facts, .. work.Facts]);
    }

    private static HostingTerms? Shaped(ScenarioOption option, ReleaseFacts facts) =>
        option.Hosting is { Model: "" } hosting ? hosting with { Model = facts.Release, Shape = facts.Shape } : option.Hosting;

    private IEnumerable<string> Overrides(ScenarioOption option, ReleaseFacts facts)
    {
        if (option.Hosting is { Model: not "" } hosting) yield return messages["decide.model-overrides", ("option", option.Name), ("model", hosting.Model), ("release", facts.Release)];
        foreach (var duty in option.Duties.Keys.Where(d => !facts.Duties.Any(o => o.Duty == d) && d != DutyPlan.KnownText && d != DutyPlan.OtherText))
        {
            yield return messages["decide.duty-unused", ("option", option.Name), ("duty", duty)];
        }
    }

    /// <summary>The month of a number, such as <c>2027-10</c>.</summary>
    internal static string Date(Scenario scenario, int month)
    {
        var at = Dates.Month(scenario.AsOf)!.Value + month - 1;
        return string.Create(CultureInfo.InvariantCulture, $"{at / 12:0000}-{(at % 12) + 1:00}");
    }
}
