using System.Globalization;
using System.Net;
using System.Text;
using Assay.Reports.Safety;

namespace Assay.Reports.Economics;

/// <summary>A small SVG picture with axes; text is escaped, colors are classes of the style beside it.</summary>
internal sealed class SvgCanvas
{
    public const double Width = 720;
    public const double Left = 78;
    public const double Right = 20;
    public const double Top = 12;
    public const double Bottom = 44;
    private readonly StringBuilder _svg = new();
    private readonly double _height;

    public SvgCanvas(double height, string title)
    {
        _height = height;
        _svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{Escape(title)}\"><title>{Escape(title)}</title>\n");
    }

    public static readonly string[] Palette = ["#3b6fb6", "#d1732a", "#3f9157", "#b8433f", "#7a5aa6", "#8a6d52", "#c264a4", "#6e757c", "#a8a13a", "#2f9bb0", "#51618a", "#94b85f"];

    public static string Style { get; } =
        "<style>svg{display:block;width:100%;height:auto;background:var(--card);border:1px solid var(--line);border-radius:.4rem;margin:.5rem 0}" +
        "svg text{font-size:12px;fill:var(--ink)}svg .soft{fill:var(--soft)}svg .axis{stroke:var(--line);stroke-width:1;fill:none}" +
        string.Concat(Enumerable.Range(0, Palette.Length).Select(i => $".c{i}{{fill:{Palette[i]};stroke:{Palette[i]}}}")) +
        "svg .line{fill:none;stroke-width:2.2}svg .fill{stroke:none}.figs figcaption,.figs .key{color:var(--soft);font-size:.9rem}.figs figure{margin:0 0 1.2rem}.figs .key span{display:inline-block;margin-right:1rem}.figs .key i{display:inline-block;width:.8rem;height:.8rem;border-radius:.15rem;margin-right:.35rem;vertical-align:-.05rem}</style>\n";

    public static double PlotWidth => Width - Left - Right;

    public double PlotHeight => _height - Top - Bottom;

    public double X(double share) => Left + (share * PlotWidth);

    public double Y(double share) => _height - Bottom - (share * PlotHeight);

    public void Text(double x, double y, string text, string anchor = "start", bool soft = false) =>
        _svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\"{(soft ? " class=\"soft\"" : "")}>{Escape(text)}</text>\n");

    public void Rule(double x1, double y1, double x2, double y2) =>
        _svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\"/>\n");

    public void Bar(double x, double y, double width, double height, int color, string title) =>
        _svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"fill c{color % Palette.Length}\" x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{Math.Max(0.3, width):0.##}\" height=\"{Math.Max(0, height):0.##}\"><title>{Escape(title)}</title></rect>\n");

    public void Line(IEnumerable<(double X, double Y)> points, int color, string title) =>
        _svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"line c{color % Palette.Length}\" style=\"fill:none\" points=\"{string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.#},{p.Y:0.#}")))}\"><title>{Escape(title)}</title></polyline>\n");

    public void Dot(double x, double y, int color, string title) =>
        _svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"c{color % Palette.Length}\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"4.5\"><title>{Escape(title)}</title></circle>\n");

    /// <summary>Marks of an axis at the bottom: places from 0 to 1 and their labels.</summary>
    public void AxisBelow(IEnumerable<(double Share, string Label)> marks, string title)
    {
        Rule(Left, Y(0), Width - Right, Y(0));
        foreach (var (share, label) in marks)
        {
            Rule(X(share), Y(0), X(share), Y(0) + 4);
            Text(X(share), Y(0) + 17, label, "middle", soft: true);
        }

        Text(X(0.5), _height - 8, title, "middle", soft: true);
    }

    /// <summary>Marks of an axis at the left.</summary>
    public void AxisLeft(IEnumerable<(double Share, string Label)> marks)
    {
        foreach (var (share, label) in marks)
        {
            Rule(Left, Y(share), Width - Right, Y(share));
            Text(Left - 6, Y(share) + 4, label, "end", soft: true);
        }
    }

    public string Close() => _svg.Append("</svg>\n").ToString();

    public static string Escape(string text) => WebUtility.HtmlEncode(Neutral.Line(text));

    /// <summary>Names with their colors.</summary>
    public static string Key(IEnumerable<(string Name, int Color)> names) =>
        "<div class=\"key\">" + string.Concat(names.Select(n => $"<span><i style=\"background:{Palette[n.Color % Palette.Length]}\"></i>{Escape(n.Name)}</span>")) + "</div>\n";
}
