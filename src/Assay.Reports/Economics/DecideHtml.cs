using System.Globalization;
using Assay.Core;
using Assay.Reports.Document;
using Assay.Reports.Html;

namespace Assay.Reports.Economics;

/// <summary>A decision as one self-contained page with pictures; every figure can be traced to its inputs.</summary>
public static class DecideHtml
{
    private const double Sure = 0.8;

    /// <summary>Renders a decision.</summary>
    /// <param name="result">The decision.</param>
    /// <param name="renderer">The writer of pages.</param>
    public static string Render(DecideResult result, HtmlRenderer renderer) => renderer.Render($"{result.Title} - Assay", Blocks(result), DecisionFigures.Render(result));

    private static List<Block> Blocks(DecideResult result)
    {
        var best = result.Options[0];
        var blocks = new List<Block>
        {
            new Block.Heading(1, result.Title),
            new Block.Paragraph($"{result.HorizonMonths} months from {result.AsOf}, in {result.Currency}; {result.Draws.ToString("N0", CultureInfo.InvariantCulture)} draws with seed {result.Seed}"),
            new Block.Banner("Advice", best.Name, $"{result.Advice}.", best.ProbabilityBest >= Sure ? Tone.Good : Tone.Warn),
            new Block.Banner("Measure next", result.MeasureNext.StartsWith("nothing", StringComparison.Ordinal) ? "Nothing" : "One thing", $"{result.MeasureNext}.", Tone.Neutral),
            new Block.Heading(2, "Options"),
            Options(result),
        };
        if (result.Infeasible.Count > 0)
        {
            blocks.Add(new Block.Heading(2, "Out before money"));
            blocks.Add(new Block.Statements([.. result.Infeasible.Select(i => new Statement($"{i.Why}{DecideText.Price(i, result)}", Tone.Bad, [], i.Option))]));
        }

        if (result.Releases.Count > 0)
        {
            blocks.Add(new Block.Heading(2, "What the audited licenses do in the account"));
            blocks.Add(Licenses(result));
        }

        blocks.Add(new Block.Heading(2, "Cost and benefit by kind"));
        blocks.Add(Costs(result));
        blocks.Add(new Block.Fold("Break-even volumes", [Evens(result)]));
        blocks.Add(new Block.Fold("What knowing more would be worth", [Information(result)]));
        blocks.Add(new Block.Fold($"All {result.Assumptions.Count} inputs with their sources", [Inputs(result)]));
        blocks.Add(new Block.Fold("Notes", [new Block.Statements([.. result.Caveats.Append("this is no advice of a lawyer or accountant").Select(c => new Statement(c, Tone.Warn, []))])]));
        return blocks;
    }

    private static Block.Grid Options(DecideResult result) => new(
        ["Option", "Worth (mean)", "80 % between", "Best in", "A month", "At start", "Pays", "Machines"],
        [.. result.Options.Select(o => (IReadOnlyList<Cell>)[
            new Cell(o.Name),
            new Cell(DecideText.Amount(o.NpvMean)),
            new Cell($"{DecideText.Amount(o.Npv.Low)} to {DecideText.Amount(o.Npv.High)}"),
            new Cell(o.ProbabilityBest.ToString("0%", CultureInfo.InvariantCulture), o.ProbabilityBest >= Sure ? Tone.Good : Tone.Neutral),
            new Cell(DecideText.Amount(o.MonthlyCost)),
            new Cell(DecideText.Amount(o.Upfront)),
            new Cell(o.Kind == "nothing" ? "-" : o.Payback is { } months ? $"month {months}" : "never"),
            new Cell(o.Serving is { } s ? string.Create(CultureInfo.InvariantCulture, $"{s.Replicas} replicas of {s.Hardware}, {s.RequestsPerSecond:0.##} requests/s each") : "none"),
        ])]);

    private static Block.Grid Licenses(DecideResult result) => new(
        ["Option", "Release and license", "Clause or duty", "It says", "In the account"],
        [.. result.Releases.SelectMany(r => r.Facts.Select(f => (IReadOnlyList<Cell>)[
            new Cell(r.Option),
            new Cell($"{r.Release}: {string.Join(", ", r.Licenses)}"),
            new Cell(f.Section is { } section ? $"{f.Fact} ({section})" : f.Fact),
            new Cell(f.Says),
            new Cell(f.Effect),
        ]))]);

    private static Block.Grid Costs(DecideResult result)
    {
        var kinds = result.Options.SelectMany(o => o.Cost.Keys).Distinct(StringComparer.Ordinal).ToList();
        return new Block.Grid(
            ["Present value", .. result.Options.Select(o => o.Name)],
            [
                .. kinds.Select(k => (IReadOnlyList<Cell>)[new Cell(DecideText.Word(k)), .. result.Options.Select(o => new Cell(o.Cost.TryGetValue(k, out var cost) ? DecideText.Amount(cost) : ""))]),
                [new Cell("benefit"), .. result.Options.Select(o => new Cell(DecideText.Amount(o.Benefit), o.Benefit > 0 ? Tone.Good : Tone.Neutral))],
                [new Cell("net"), .. result.Options.Select(o => new Cell(DecideText.Amount(o.NpvMean)))],
            ]);
    }

    private static Block.Grid Evens(DecideResult result) => new(
        ["Option", "Against", "Cheaper above (requests a month)", "Dearer above", "Remark"],
        [.. result.Options.SelectMany(o => o.BreakEven.Select(e => (IReadOnlyList<Cell>)[
            new Cell(o.Name),
            new Cell(e.Against),
            new Cell(Volumes(e.Crossings.Where(c => c.CheaperAbove))),
            new Cell(Volumes(e.Crossings.Where(c => !c.CheaperAbove))),
            new Cell(e.Note, e.Never ? Tone.Warn : Tone.Neutral),
        ]))]);

    private static string Volumes(IEnumerable<Crossing> crossings) => string.Join(", ", crossings.Select(c => DecideText.Volume(c.RequestsPerMonth)));

    private static Block.Grid Information(DecideResult result) => new(
        ["Input", "Knowing it exactly", "Answers to evaluate", "Worth", "Cost"],
        [.. result.ValueOfInformation.Select(i => (IReadOnlyList<Cell>)[
            new Cell(i.Input),
            new Cell(DecideText.Amount(i.Perfect)),
            new Cell(i.Samples?.ToString(CultureInfo.InvariantCulture) ?? ""),
            new Cell(i.Worth is { } worth ? DecideText.Amount(worth) : ""),
            new Cell(i.Cost is { } cost ? DecideText.Amount(cost) : ""),
        ])]);

    private static Block.Grid Inputs(DecideResult result) => new(
        ["Input", "Value", "Unit", "Source", "Date", "Line"],
        [.. result.Assumptions.Select(a => (IReadOnlyList<Cell>)[
            new Cell(a.Input),
            new Cell(a.Value),
            new Cell(a.Unit),
            new Cell(a.Source),
            new Cell(a.Stale ? $"{a.Date} (stale)" : a.Date, a.Stale ? Tone.Warn : Tone.Neutral),
            new Cell(a.Line > 0 ? a.Line.ToString(CultureInfo.InvariantCulture) : ""),
        ])]);
}
