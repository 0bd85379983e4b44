using System.Globalization;
using Assay.Core;

namespace Assay.Economics;

/// <summary>The work that the license of an audited release asks for, as amounts of the account.</summary>
internal sealed class DutyPlan(Scenario scenario, DutyCosts costs, MessageCatalog messages, ScenarioOption option, ReleaseFacts release)
{
    /// <summary>Reading a text that is known to the letter.</summary>
    public const string KnownText = "review-known";

    /// <summary>Reading any other.</summary>
    public const string OtherText = "review-other";

    private readonly HashSet<string> _planned = new(StringComparer.Ordinal);
    private readonly List<OneOff> _oneOffs = [];
    private readonly List<Recurring> _monthly = [];
    private readonly List<string> _notes = [];
    private readonly List<LicenseFact> _facts = [];
    private bool _withoutPeople;

    public IReadOnlyList<OneOff> OneOffs => _oneOffs;

    public IReadOnlyList<Recurring> Monthly => _monthly;

    public IReadOnlyList<string> Notes => _withoutPeople ? [.. _notes, messages["decide.duties-unpriced", ("option", option.Name)]] : _notes;

    public IReadOnlyList<LicenseFact> Facts => _facts;

    /// <summary>Reading the terms before anything else.</summary>
    public void Review()
    {
        var open = !release.TextIsKnown || release.Uses.Any(u => u.Answer is UseAnswerKind.NeedsPerson or UseAnswerKind.Unknown);
        Plan(open ? OtherText : KnownText, messages[open ? "decide.review-other" : "decide.review-known"], [], 0);
    }

    /// <summary>A duty that begins in a month, because a threshold is passed then.</summary>
    public void At(string duty, int month) => Plan(duty, release.Duties.FirstOrDefault(d => d.Duty == duty)?.Text ?? messages["decide.duty-of-threshold"], Evidence(duty), month == 1 ? 0 : month);

    /// <summary>The duties that the uses of the scenario set off.</summary>
    public void Always()
    {
        foreach (var duty in release.Duties.Where(d => Concerns(d.Trigger))) Plan(duty.Duty, duty.Text, duty.Evidence, 0);
    }

    private bool Concerns(DutyTrigger trigger) => trigger switch
    {
        DutyTrigger.Use => true,
        DutyTrigger.Distribute => Uses("redistribute"),
        DutyTrigger.Modify => Uses("finetune") || option.Training is { Method: not TrainingMethod.Pretrain },
        DutyTrigger.Serve => Uses("saas"),
        DutyTrigger.Outputs => Uses("train-on-outputs"),
        _ => false,
    };

    private bool Uses(string use) => scenario.Constraints.Uses.Contains(use, StringComparer.Ordinal);

    private IReadOnlyList<string> Evidence(string duty) => release.Duties.FirstOrDefault(d => d.Duty == duty)?.Evidence ?? [];

    private void Plan(string duty, string text, IReadOnlyList<string> evidence, int month)
    {
        if (!_planned.Add(duty)) return;
        if (option.Duties.TryGetValue(duty, out var own))
        {
            Take(own, month);
            Fact(duty, text, messages["decide.overridden", ("key", $"duties.{duty}")], evidence);
            return;
        }

        if (scenario.PersonMonth is null)
        {
            _withoutPeople = true;
            Fact(duty, text, messages["decide.duty-unpriced"], evidence);
            return;
        }

        var cost = costs.Of(duty);
        if (cost.OneOff is { } once) _oneOffs.Add(new OneOff(CostKind.Compliance, Add(duty, "work", once, "person-months"), true, month));
        if (cost.Recurring is { } each) _monthly.Add(new Recurring(CostKind.Compliance, Add(duty, "people", each, "FTE"), true));
        Fact(duty, text, messages["decide.duty-work", ("work", Words(cost))], evidence);
    }

    private void Take(DutyWork own, int month)
    {
        if (own.Kind is DutyWorkKind.Work or DutyWorkKind.Amount) _oneOffs.Add(new OneOff(CostKind.Compliance, own.Slot, own.Kind == DutyWorkKind.Work, month));
        else _monthly.Add(new Recurring(CostKind.Compliance, own.Slot, own.Kind == DutyWorkKind.People));
    }

    private int Add(string duty, string what, Distribution distribution, string unit) => scenario.Inputs.Add(new Input
    {
        Name = $"{option.Name}.duties.{duty}.{what}",
        Distribution = distribution,
        Unit = unit,
        Source = messages["decide.duty-source", ("duty", duty), ("release", release.Release), ("source", costs.Source)],
        Date = costs.AsOf,
        Line = option.Node.Line,
        Least = 0,
    });

    private void Fact(string duty, string text, string effect, IReadOnlyList<string> evidence) => _facts.Add(new LicenseFact(duty, text, null, effect, evidence));

    private static string Words(DutyCost cost)
    {
        var once = cost.OneOff is { } work ? string.Create(CultureInfo.InvariantCulture, $"{work.Mean:0.##} person-months") : "";
        var each = cost.Recurring is { } people ? string.Create(CultureInfo.InvariantCulture, $"{people.Mean:0.###} FTE") : "";
        return once.Length > 0 && each.Length > 0 ? $"{once}, {each}" : once + each;
    }
}
