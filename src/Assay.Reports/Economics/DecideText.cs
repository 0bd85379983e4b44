using System.Globalization;
using System.Text;
using Assay.Core;
using Assay.Reports.Safety;
using Assay.Reports.Text;

namespace Assay.Reports.Economics;

/// <summary>Half a page for a manager.</summary>
public static class DecideText
{
    private const int Strongest = 3;
    private const int LargestCosts = 3;

    /// <summary>Renders a decision.</summary>
    /// <param name="result">The decision.</param>
    /// <param name="width">Columns.</param>
    public static string Render(DecideResult result, int width = 100)
    {
        var text = new StringBuilder();
        Line(text, width, "", Clean(result.Title));
        Line(text, width, "", $"{result.HorizonMonths} months from {result.AsOf}, in {result.Currency}; {result.Draws.ToString("N0", CultureInfo.InvariantCulture)} draws with seed {result.Seed}");
        text.Append('\n');
        Line(text, width, "Advice   ", Clean(result.Advice));
        Line(text, width, "Measure  ", Clean(result.MeasureNext));
        text.Append('\n');
        Table(text, result);
        foreach (var option in result.Options.Where(o => o.Kind != "nothing")) Line(text, width, "  ", $"{Clean(option.Name)}: {Explain(option)}");
        foreach (var option in result.Infeasible) Line(text, width, "  ", $"Out: {Clean(option.Option)}, because {Clean(option.Why)}{Price(option, result)}");
        text.Append('\n');
        Sensitivities(text, width, result);
        BreakEvens(text, width, result);
        foreach (var caveat in result.Caveats) Line(text, width, "Note     ", Clean(caveat));
        Line(text, width, "Note     ", "no advice of a lawyer or accountant; every figure rests on the inputs listed by --format json");
        return text.ToString();
    }

    /// <summary>An amount, short.</summary>
    public static string Amount(double value) => Math.Abs(value) switch
    {
        >= 1e9 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e9:0.00} bn"),
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.00} M"),
        >= 1e4 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0} k"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0}"),
    };

    /// <summary>A volume, short.</summary>
    public static string Volume(double value) => Math.Abs(value) switch
    {
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.##} M"),
        >= 1e4 => string.Create(CultureInfo.InvariantCulture, $"{value / 1e3:0} k"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0}"),
    };

    /// <summary>The price of a constraint, in words.</summary>
    public static string Price(InfeasibleOption option, DecideResult result)
    {
        if (option.YearlyCost is not { } cost || result.Options.FirstOrDefault(o => o.Kind != "nothing") is not { } best) return "";
        var running = (12 * best.MonthlyCost) + (12.0 / result.HorizonMonths * best.Cost.GetValueOrDefault("hardware"));
        var both = $"; it would cost {Amount(cost)} a year to run, {Clean(best.Name)} {Amount(running)}";
        return running > cost ? $"{both}: the constraint costs {Amount(running - cost)} a year" : both;
    }

    private static void Table(StringBuilder text, DecideResult result)
    {
        var name = Math.Min(34, Math.Max(6, result.Options.Max(o => Clean(o.Name).Length)));
        text.Append(CultureInfo.InvariantCulture, $"  {"Option".PadRight(name)}  {"NPV (mean)",12}  {"80 % between",23}  {"best in",7}  {"regret",9}  {"payback",9}\n");
        foreach (var o in result.Options)
        {
            var label = Clean(o.Name);
            if (label.Length > name) label = label[..(name - 1)] + "…";
            var between = $"{Amount(o.Npv.Low)} to {Amount(o.Npv.High)}";
            text.Append(CultureInfo.InvariantCulture, $"  {label.PadRight(name)}  {Amount(o.NpvMean),12}  {between,23}  {o.ProbabilityBest.ToString("0%", CultureInfo.InvariantCulture),7}  {Amount(o.Regret),9}  {Payback(o),9}\n");
        }

        text.Append('\n');
    }

    private static string Payback(DecideOption option) => option.Kind == "nothing" ? "-" : option.Payback is { } months ? $"month {months}" : "never";

    private static string Explain(DecideOption option)
    {
        var costs = option.Cost.OrderByDescending(c => c.Value).Take(LargestCosts).Select(c => $"{Word(c.Key)} {Amount(c.Value)}");
        var serving = option.Serving is { } s ? string.Create(CultureInfo.InvariantCulture, $"; {s.Replicas} replicas of {Clean(s.Hardware)}, {s.RequestsPerSecond:0.##} requests/s each") : "";
        var errors = option.MonthlyErrors > 0 ? $", wrong decisions {Amount(option.MonthlyErrors)}" : "";
        return $"{Amount(option.MonthlyCost)} a month to run{errors}, {Amount(option.Upfront)} at the start (largest: {string.Join(", ", costs)}){serving}";
    }

    private static void Sensitivities(StringBuilder text, int width, DecideResult result)
    {
        var strongest = result.Sensitivity.Take(Strongest).Select(s => $"{Clean(s.Input)} ({Amount(s.Swing)})").ToList();
        if (strongest.Count > 0) Line(text, width, "Moved by ", $"{string.Join(", ", strongest)}; all else moves the difference of the first two less");
    }

    private static void BreakEvens(StringBuilder text, int width, DecideResult result)
    {
        if (result.Options.FirstOrDefault(o => o.BreakEven.Count > 0) is not { } option) return;
        foreach (var even in option.BreakEven) Line(text, width, "Even     ", $"{Clean(option.Name)} and {Clean(even.Against)}: {(even.Never ? Clean(even.Note) : Crossings(even))}");
    }

    private static string Crossings(BreakEven even)
    {
        const int Shown = 3;
        var shown = string.Join(", ", even.Crossings.Take(Shown).Select(c => $"{Volume(c.RequestsPerMonth)} ({(c.CheaperAbove ? "the first is cheaper above" : "the second is cheaper above")})"));
        return even.Crossings.Count > Shown ? $"{shown} and {even.Crossings.Count - Shown} more crossings" : $"{shown} requests a month";
    }

    /// <summary>A kind of cost in words.</summary>
    public static string Word(string kind) => kind switch
    {
        "oneOff" => "one-off",
        "errors" => "wrong decisions",
        "api" => "API",
        _ => kind,
    };

    private static void Line(StringBuilder text, int width, string label, string content)
    {
        foreach (var line in Wrap.Lines(content, Math.Max(30, width - label.Length)))
        {
            text.Append(label).Append(line).Append('\n');
            label = new string(' ', label.Length);
        }
    }

    private static string Clean(string text) => Neutral.Line(text);
}
