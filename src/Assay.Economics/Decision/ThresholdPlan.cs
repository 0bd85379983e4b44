using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Economics;

/// <summary>Thresholds of users and revenue in an audited license: when the forecast passes them, and what is due from then on.</summary>
internal sealed partial class ThresholdPlan
{
    private const string SeparateLicense = "separate-license";

    private readonly Scenario _scenario;
    private readonly MessageCatalog _messages;
    private readonly ScenarioOption _option;
    private readonly ReleaseFacts _release;
    private readonly double[] _row;
    private readonly List<LicenseStep> _added = [];
    private readonly List<(string Duty, int Month)> _passed = [];
    private readonly List<string> _broken = [];
    private readonly List<string> _notes = [];
    private readonly List<LicenseFact> _facts = [];

    public ThresholdPlan(Scenario scenario, MessageCatalog messages, ScenarioOption option, ReleaseFacts release)
    {
        (_scenario, _messages, _option, _release) = (scenario, messages, option, release);
        _row = scenario.Inputs.BaseRow();
        if (Clause(ClauseCodes.UserThreshold) is { Value: ClauseValue.Count count } users) Threshold(users, LicenseBase.Users, count.Number, "users");
        if (Clause(ClauseCodes.RevenueThreshold) is { Value: ClauseValue.Money money } revenue) Revenue(revenue, money);
        else if (Royalty(null) is { } share) Flat(share);
    }

    public IReadOnlyList<LicenseStep> Added => _added;

    public IReadOnlyList<(string Duty, int Month)> Passed => _passed;

    public IReadOnlyList<string> Broken => _broken;

    public IReadOnlyList<string> Notes => _notes;

    public IReadOnlyList<LicenseFact> Facts => _facts;

    private void Revenue(ClauseInfo clause, ClauseValue.Money money)
    {
        var rate = money.Currency == _scenario.Currency ? 1 : _scenario.Exchange.Where(e => e.Currency == money.Currency).Select(e => (double?)e.Rate).FirstOrDefault();
        if (rate is null)
        {
            _notes.Add(_messages["decide.no-rate", ("option", _option.Name), ("limit", money.ToString()), ("currency", money.Currency)]);
            return;
        }

        var share = Royalty(money);
        var product = share is not null && _scenario.Value.Revenue is not null;
        Threshold(clause, product ? LicenseBase.ProductRevenue : LicenseBase.CompanyRevenue, (double)money.Amount * rate.Value / (money.Period == "month" ? 1 : 12), _scenario.Currency + "/month", share);
    }

    /// <summary>A royalty without a threshold is due on all revenue that the option acts on.</summary>
    private void Flat(double share)
    {
        var clause = Clause(ClauseCodes.Royalty)!;
        if (_option.License?.Royalty is not null) Override(clause, "royalty");
        else if (_scenario.Value.Revenue is null) _notes.Add(_messages["decide.royalty-base", ("option", _option.Name), ("clause", Cite(clause))]);
        else Step(clause, LicenseBase.ProductRevenue, 0, _scenario.Currency + "/month", null, share, 1);
    }

    private void Threshold(ClauseInfo clause, LicenseBase on, double limit, string unit, double? share = null)
    {
        if (_option.License is { Steps.Count: > 0 } || (share is not null && _option.License?.Royalty is not null))
        {
            Override(clause, share is null ? "steps" : "royalty");
            return;
        }

        if (!Stated(on))
        {
            _notes.Add(_messages["decide.threshold-open", ("option", _option.Name), ("clause", Cite(clause)), ("limit", clause.Value!.ToString()), ("missing", on == LicenseBase.Users ? "demand.users" : "user.revenue")]);
            return;
        }

        var month = FirstAbove(on, limit);
        if (share is null && ShowsTextOnly()) Show(clause, month);
        else Step(clause, on, limit, unit, share is null ? _option.License?.Separate : null, share, month);
    }

    private void Step(ClauseInfo clause, LicenseBase on, double limit, string unit, int? fee, double? share, int? month)
    {
        if (month is { } passed) _passed.Add((share is null ? SeparateLicense : ClauseCodes.Royalty, passed));
        if (share is null && fee is null)
        {
            Unpriced(clause, month);
            return;
        }

        var above = Add(clause, "above", limit, unit, Cite(clause));
        _added.Add(new LicenseStep(on, above, fee, share is { } part ? Add(clause, "share", part, "share", Cite(clause)) : null));
        Fact(clause, month is { } at ? _messages["decide.step-from", ("month", Number(at)), ("date", AuditedTerms.Date(_scenario, at))] : _messages["decide.step-never", ("months", Number(_scenario.Months))]);
    }

    private void Unpriced(ClauseInfo clause, int? month)
    {
        if (month is not { } at)
        {
            Fact(clause, _messages["decide.step-never", ("months", Number(_scenario.Months))]);
            return;
        }

        _broken.Add(_messages["decide.step-unpriced", ("clause", Cite(clause)), ("limit", clause.Value!.ToString()), ("month", Number(at)), ("date", AuditedTerms.Date(_scenario, at))]);
        Fact(clause, _messages["decide.step-from", ("month", Number(at)), ("date", AuditedTerms.Date(_scenario, at))]);
    }

    private void Show(ClauseInfo clause, int? month)
    {
        if (month is { } at) _passed.Add(("display-text", at));
        Fact(clause, month is { } from ? _messages["decide.show-from", ("month", Number(from)), ("date", AuditedTerms.Date(_scenario, from))] : _messages["decide.step-never", ("months", Number(_scenario.Months))]);
    }

    private void Override(ClauseInfo clause, string key)
    {
        Fact(clause, _messages["decide.overridden", ("key", $"license.{key}")]);
        _notes.Add(_messages["decide.override", ("option", _option.Name), ("key", $"license.{key}"), ("clause", Cite(clause))]);
    }

    private bool Stated(LicenseBase on) => on switch
    {
        LicenseBase.Users => _scenario.Demand.Users is not null,
        LicenseBase.CompanyRevenue => _scenario.User.Revenue is not null,
        _ => _scenario.Value.Revenue is not null,
    };

    private int? FirstAbove(LicenseBase on, double limit)
    {
        for (var month = _option.DelayMonths + 1; month <= _scenario.Months; month++)
        {
            if (OptionPrices.Level(_row, _scenario, on, month) > limit) return month;
        }

        return null;
    }

    /// <summary>Above the threshold only a text must be shown.</summary>
    private bool ShowsTextOnly() => Clause(ClauseCodes.Naming)?.Value is ClauseValue.Word { Text: "display_above_threshold" } && Clause(ClauseCodes.Registration)?.Value is not ClauseValue.Word { Text: "above_threshold" };

    private double? Royalty(ClauseValue.Money? threshold)
    {
        foreach (var text in new[] { threshold?.Effect, Clause(ClauseCodes.Royalty)?.Value?.ToString() })
        {
            if (text is not null && Percent().Match(text) is { Success: true } match) return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) / 100;
        }

        return null;
    }

    private ClauseInfo? Clause(string code) => _release.Clauses.FirstOrDefault(c => c.Code == code && !ClauseCodes.IsUnset(c.Value));

    private int Add(ClauseInfo clause, string what, double value, string unit, string cite) => _scenario.Inputs.Add(new Input
    {
        Name = $"{_option.Name}.license.{clause.Code}.{what}",
        Distribution = new Distribution.Fixed(value),
        Unit = unit,
        Source = _messages["decide.from-audit", ("release", _release.Release), ("clause", cite)],
        Date = _scenario.AsOf,
        Line = _option.Node.Line,
        Least = 0,
    });

    private void Fact(ClauseInfo clause, string effect) => _facts.Add(new LicenseFact(clause.Code, clause.Value?.ToString() ?? "", clause.Section, effect, clause.Evidence));

    private string Cite(ClauseInfo clause) => $"{_release.Licenses.FirstOrDefault() ?? _release.Release}, {clause.Code}{(clause.Section is { } section ? $" ({section})" : "")}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d{1,3}(?:\.\d{1,4})?) {0,2}(?:%|percent|per cent)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Percent();
}
