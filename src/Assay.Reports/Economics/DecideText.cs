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
    private const int ShownNotes = 3;
    private const int ShownPairs = 2;

    /// <summary>Renders a decision.</summary>
    /// <param name="result">The decision.</param>
    /// <param name="width">Columns.</param>
    public static string Render(DecideResult result, int width = 100)
    {
        var text = new StringBuilder();
        Line(text, width, "", Clean(result.Title));
        Line(text, width, "", $"{result.HorizonMonths} months from {result.AsOf}, in {result.Currency}; {result.Draws.ToString("N0", CultureInfo.InvariantCulture)} draws with seed {result.Seed}");
        text.Append('\n');
        Line(text, width, "Choice   ", Clean(result.Advice));
        if (result.Options.FirstOrDefault() is { } best) Line(text, width, "Money    ", Money(best, result));
        Line(text, width, "Risk     ", Risk(result));
        Line(text, width, "Measure  ", Clean(result.MeasureNext));
        text.Append('\n');
        Table(text, result);
        foreach (var option in result.Infeasible) Line(text, width, "Out      ", $"{Clean(option.Option)}: {Clean(option.Why)}{Price(option, result)}");
        BreakEvens(text, width, result);
        Notes(text, width, result);
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

    private static string Money(DecideOption best, DecideResult result)
    {
        var costs = best.Cost.OrderByDescending(c => c.Value).Take(LargestCosts).Select(c => $"{Word(c.Key)} {Amount(c.Value)}").ToList();
        var split = costs.Count == 0 ? "" : $"; largest costs: {string.Join(", ", costs)}";
        return $"'{Clean(best.Name)}' is worth {Amount(best.NpvMean)} {result.Currency} in all (80 %: {Amount(best.Npv.Low)} to {Amount(best.Npv.High)}), {Amount(best.Upfront)} at the start and {Amount(best.MonthlyCost)} a month{split}";
    }

    private static string Risk(DecideResult result)
    {
        if (result.Options is not [var best, _, ..]) return "there is no second option to be wrong about";
        var strongest = result.Sensitivity.Take(Strongest).Select(s => $"{Clean(s.Input)} ({Amount(s.Swing)})").ToList();
        var moved = strongest.Count > 0 ? $"; the lead moves most with {string.Join(", ", strongest)}" : "";
        return $"another option turns out better in {(1 - best.ProbabilityBest).ToString("0%", CultureInfo.InvariantCulture)} of the draws, which costs {Amount(best.Regret)} in the mean{moved}";
    }

    private static void Notes(StringBuilder text, int width, DecideResult result)
    {
        foreach (var caveat in result.Caveats.Take(ShownNotes)) Line(text, width, "Note     ", Clean(caveat));
        var more = result.Caveats.Count - ShownNotes;
        Line(text, width, "Note     ", $"{(more > 0 ? $"{more} more notes, and " : "")}every input with source, date and line: --format json or html; no advice of a lawyer or accountant");
    }

    private static void Table(StringBuilder text, DecideResult result)
    {
        var name = Math.Min(26, Math.Max(6, result.Options.Max(o => Clean(o.Name).Length)));
        text.Append(CultureInfo.InvariantCulture, $"  {"Option".PadRight(name)}  {"worth (mean)",12}  {"a month",8}  {"at start",8}  {"best in",7}  {"payback",8}  machines\n");
        foreach (var o in result.Options)
        {
            var label = Clean(o.Name);
            if (label.Length > name) label = label[..(name - 1)] + "…";
            var machines = o.Serving is { } s ? $"{s.Replicas} x {Clean(s.Hardware)}" : "-";
            text.Append(CultureInfo.InvariantCulture, $"  {label.PadRight(name)}  {Amount(o.NpvMean),12}  {Amount(o.MonthlyCost),8}  {Amount(o.Upfront),8}  {o.ProbabilityBest.ToString("0%", CultureInfo.InvariantCulture),7}  {Payback(o),8}  {machines}\n");
        }

        text.Append('\n');
    }

    private static string Payback(DecideOption option) => option.Kind == "nothing" ? "-" : option.Payback is { } months ? $"month {months}" : "never";

    private static void BreakEvens(StringBuilder text, int width, DecideResult result)
    {
        if (result.Options.FirstOrDefault(o => o.BreakEven.Count > 0) is not { } option) return;
        var pairs = option.BreakEven.Take(ShownPairs).Select(e => $"{Clean(e.Against)} {(e.Never ? "never" : Crossings(e))}").ToList();
        Line(text, width, "Even     ", $"running costs of '{Clean(option.Name)}' meet those of: {string.Join("; ", pairs)}");
    }

    private static string Crossings(BreakEven even)
    {
        var first = even.Crossings[0];
        var side = first.CheaperAbove ? "dearer below" : "dearer above";
        var more = even.Crossings.Count > 1 ? $", then {even.Crossings.Count - 1} more times, as whole machines are added" : "";
        return $"at {Volume(first.RequestsPerMonth)} requests a month ({side}{more})";
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
