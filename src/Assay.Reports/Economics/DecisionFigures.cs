using System.Text;
using Assay.Core;

namespace Assay.Reports.Economics;

/// <summary>The pictures of a decision as SVG: cost by kind over time, cost against volume, outcomes, and what moves the difference.</summary>
internal static class DecisionFigures
{
    private const int MostBars = 12;
    private const int MostLetters = 44;
    private static readonly string[] Kinds = ["hardware", "rent", "energy", "hosting", "api", "staff", "oneOff", "training", "license", "compliance", "operation", "exit", "errors"];

    public static string Render(DecideResult result)
    {
        var html = new StringBuilder(SvgCanvas.Style);
        html.Append("<section class=\"figs\">\n");
        Figure(html, "Cost against volume", $"Running cost in {result.Currency} a month by requests a month, both axes logarithmic; steps are whole replicas, dots are crossings.", Volume(result));
        Figure(html, "Distribution of outcomes", $"Net present value in {result.Currency}: how often it falls where, by {result.Draws} draws that all options share; what lies beyond an end is counted there; options without chance, or far below the best, are not drawn.", Outcomes(result));
        if (result.Sensitivity.Count > 0) Figure(html, "What moves the difference", $"Mean difference of '{result.Sensitivity[0].First}' over '{result.Sensitivity[0].Second}' in {result.Currency}, where an input lies in its lowest and in its highest tenth.", Tornado(result));
        Figure(html, "Cost by kind over time", $"Sum of the costs in {result.Currency} since the start, every input at its middle, not discounted.", OverTime(result));
        return html.Append("</section>\n").ToString();
    }

    private static void Figure(StringBuilder html, string title, string caption, string picture) =>
        html.Append("<h2>").Append(SvgCanvas.Escape(title)).Append("</h2>\n<figure>").Append(picture).Append("<figcaption>").Append(SvgCanvas.Escape(caption)).Append("</figcaption></figure>\n");

    private static string Volume(DecideResult result)
    {
        var drawn = result.Options.Where(o => o.Volumes.Any(v => v.Cost > 0)).ToList();
        if (drawn.Count == 0) return "";
        var all = drawn.SelectMany(o => o.Volumes).Where(v => v.Cost > 0).ToList();
        var x = new LogScale(all.Min(v => v.RequestsPerMonth), all.Max(v => v.RequestsPerMonth));
        var (least, most) = (all.Min(v => v.Cost), all.Max(v => v.Cost));
        var y = most > 4 * least ? new LogScale(least, most) : new LogScale(least / 2, most * 2);
        var canvas = new SvgCanvas(360, "Cost against volume");
        canvas.AxisLeft(y.Marks(DecideText.Amount));
        canvas.AxisBelow(x.Marks(DecideText.Volume), "requests a month");
        for (var i = 0; i < drawn.Count; i++) canvas.Line(drawn[i].Volumes.Where(v => v.Cost > 0).Select(v => (canvas.X(x.Share(v.RequestsPerMonth)), canvas.Y(y.Share(v.Cost)))), i, drawn[i].Name);
        for (var i = 0; i < drawn.Count; i++)
        {
            foreach (var even in drawn[i].BreakEven.Where(e => drawn.FindIndex(d => d.Name == e.Against) > i))
            {
                foreach (var crossing in even.Crossings.Where(c => x.Holds(c.RequestsPerMonth)))
                {
                    var cost = At(drawn[i].Volumes, crossing.RequestsPerMonth);
                    canvas.Dot(canvas.X(x.Share(crossing.RequestsPerMonth)), canvas.Y(y.Share(cost)), i, $"{drawn[i].Name} and {even.Against}: {DecideText.Volume(crossing.RequestsPerMonth)} requests a month");
                }
            }
        }

        return canvas.Close() + SvgCanvas.Key(drawn.Select((o, i) => (o.Name, i)));
    }

    private static double At(IReadOnlyList<VolumeCost> curve, double volume)
    {
        for (var i = 1; i < curve.Count; i++)
        {
            if (curve[i].RequestsPerMonth < volume) continue;
            var share = (volume - curve[i - 1].RequestsPerMonth) / (curve[i].RequestsPerMonth - curve[i - 1].RequestsPerMonth);
            return curve[i - 1].Cost + (share * (curve[i].Cost - curve[i - 1].Cost));
        }

        return curve[^1].Cost;
    }

    private static string Outcomes(DecideResult result)
    {
        var canvas = new SvgCanvas(300, "Distribution of outcomes");
        var first = result.Options[0].Outcomes;
        var end = first.From + (first.Width * first.Counts.Count);
        var x = new EvenScale(first.From, end);
        var drawn = result.Options.Where(o => o.Npv.High >= first.From && o.Outcomes.Counts.Count(c => c > 0) > 1).ToList();
        var most = Math.Max(1, drawn.Select(o => o.Outcomes.Counts.Max()).DefaultIfEmpty(1).Max());
        canvas.AxisBelow(x.Marks(DecideText.Amount), $"net present value, {result.Currency}");
        for (var i = 0; i < drawn.Count; i++)
        {
            var option = drawn[i];
            var points = new List<(double, double)>();
            for (var bin = 0; bin < option.Outcomes.Counts.Count; bin++)
            {
                var height = canvas.Y(Math.Min(1, (double)option.Outcomes.Counts[bin] / most));
                points.Add((canvas.X((double)bin / option.Outcomes.Counts.Count), height));
                points.Add((canvas.X((bin + 1.0) / option.Outcomes.Counts.Count), height));
            }

            canvas.Line(points, i, $"{option.Name}: mean {DecideText.Amount(option.NpvMean)}");
        }

        return canvas.Close() + SvgCanvas.Key(drawn.Select((o, i) => (o.Name, i)));
    }

    private static string Tornado(DecideResult result)
    {
        var bars = result.Sensitivity.Take(MostBars).ToList();
        const double Row = 24;
        var canvas = new SvgCanvas(SvgCanvas.Top + SvgCanvas.Bottom + (bars.Count * Row), "What moves the difference");
        var x = new EvenScale(bars.Min(b => Math.Min(b.Low, b.High)), bars.Max(b => Math.Max(b.Low, b.High)));
        canvas.AxisBelow(x.Marks(DecideText.Amount).Select(m => (Beside(m.Share), m.Label)), "difference of the first two options");
        for (var i = 0; i < bars.Count; i++)
        {
            double from = canvas.X(Beside(x.Share(Math.Min(bars[i].Low, bars[i].High)))), to = canvas.X(Beside(x.Share(Math.Max(bars[i].Low, bars[i].High))));
            var top = SvgCanvas.Top + (i * Row);
            canvas.Bar(from, top + 3, to - from, Row - 8, bars[i].Swing >= 0 ? 0 : 1, $"{bars[i].Input}: {DecideText.Amount(bars[i].Low)} to {DecideText.Amount(bars[i].High)}");
            canvas.Text(canvas.X(Beside(0)) - 8, top + 14, bars[i].Input.Length > MostLetters ? bars[i].Input[..(MostLetters - 1)] + "…" : bars[i].Input, "end");
        }

        return canvas.Close() + SvgCanvas.Key([("more of it helps the first", 0), ("more of it helps the second", 1)]);
    }

    /// <summary>The part of the width that labels at the left leave.</summary>
    private static double Beside(double share) => 0.36 + (0.64 * share);

    private static string OverTime(DecideResult result)
    {
        var html = new StringBuilder();
        var present = Kinds.Where(k => result.Options.Any(o => o.Timeline.Any(m => m.ContainsKey(k)))).ToList();
        var most = result.Options.Max(o => o.Timeline.Sum(m => m.Values.Where(v => v > 0).Sum()));
        foreach (var option in result.Options.Where(o => o.Timeline.Any(m => m.Count > 0))) html.Append("<h3>").Append(SvgCanvas.Escape(option.Name)).Append("</h3>\n").Append(Bars(option, most));
        return html.Append(SvgCanvas.Key(present.Select(k => (DecideText.Word(k), Array.IndexOf(Kinds, k))))).ToString();
    }

    private static string Bars(DecideOption option, double most)
    {
        var canvas = new SvgCanvas(220, $"Cost by kind over time: {option.Name}");
        var own = Math.Max(1, option.Timeline.Sum(m => m.Values.Where(v => v > 0).Sum()));
        var y = new EvenScale(0, own < most / 20 ? own : most);
        canvas.AxisLeft(y.Marks(DecideText.Amount));
        var sums = new double[Kinds.Length];
        var step = Math.Max(1, (option.Timeline.Count + MostBars - 1) / MostBars);
        var marks = new List<(double, string)>();
        for (var t = 0; t < option.Timeline.Count; t++)
        {
            for (var k = 0; k < Kinds.Length; k++) sums[k] += option.Timeline[t].GetValueOrDefault(Kinds[k]);
            if (t % step != 0 && t != option.Timeline.Count - 1) continue;
            var center = (t + 0.5) / option.Timeline.Count;
            marks.Add((center, t == 0 ? "start" : $"{t}"));
            Stack(canvas, sums, y, canvas.X(center) - 10, t);
        }

        canvas.AxisBelow(marks, "month");
        return canvas.Close();
    }

    private static void Stack(SvgCanvas canvas, double[] sums, EvenScale y, double x, int month)
    {
        var below = 0.0;
        for (var k = 0; k < Kinds.Length; k++)
        {
            if (sums[k] <= 0) continue;
            var (bottom, top) = (canvas.Y(y.Share(below)), canvas.Y(y.Share(below + sums[k])));
            canvas.Bar(x, top, 20, bottom - top, k, $"{DecideText.Word(Kinds[k])} up to month {month}: {DecideText.Amount(sums[k])}");
            below += sums[k];
        }
    }
}

/// <summary>A linear scale.</summary>
internal sealed class EvenScale(double low, double high)
{
    private readonly double _span = Math.Max(1e-9, high - low);

    public double Share(double value) => Math.Clamp((value - low) / _span, 0, 1);

    public IEnumerable<(double Share, string Label)> Marks(Func<double, string> label)
    {
        var raw = _span / 5;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = new[] { 1, 2, 5, 10 }.First(m => m * unit >= raw) * unit;
        for (var value = Math.Ceiling(low / step) * step; value <= low + _span; value += step) yield return (Share(value), label(Math.Abs(value) < step / 1000 ? 0 : value));
    }
}

/// <summary>A logarithmic scale.</summary>
internal sealed class LogScale(double low, double high)
{
    private readonly double _low = Math.Log10(low);
    private readonly double _span = Math.Max(1e-6, Math.Log10(high) - Math.Log10(low));

    public bool Holds(double value) => value >= low && value <= high;

    public double Share(double value) => Math.Clamp((Math.Log10(Math.Max(1e-300, value)) - _low) / _span, 0, 1);

    public IEnumerable<(double Share, string Label)> Marks(Func<double, string> label)
    {
        for (var power = (int)Math.Floor(_low); power <= _low + _span; power++)
        {
            foreach (var digit in _span > 2.5 ? new[] { 1 } : [1, 3])
            {
                var value = digit * Math.Pow(10, power);
                if (Holds(value)) yield return (Share(value), label(value));
            }
        }
    }
}
