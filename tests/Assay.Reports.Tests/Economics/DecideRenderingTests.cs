using System.Text.Json;
using System.Xml.Linq;
using Assay.Core;
using Assay.Formats;
using Assay.Reports.Economics;
using Assay.Reports.Html;
using Assay.Reports.Json;
using Assay.Tests;

namespace Assay.Reports.Tests.Economics;

/// <summary>A decision as text, page and JSON.</summary>
public sealed class DecideRenderingTests
{
    private const string Hostile = "evil\u202E<script>alert(1)</script>\u0007";

    private static HtmlRenderer Renderer => new(new MessageCatalog(new DataTable(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge")))));

    [Fact]
    public void Text_is_half_a_page() => Golden.Matches("decide.txt", DecideText.Render(Sample("API")));

    [Fact]
    public void Page_has_four_pictures_and_is_self_contained()
    {
        var html = DecideHtml.Render(Sample("API"), Renderer);
        foreach (var title in new[] { "Cost against volume", "Distribution of outcomes", "What moves the difference", "Cost by kind over time" }) Assert.Contains($"<h2>{title}</h2>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"http", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        foreach (var svg in html.Split("<svg ").Skip(1)) XElement.Parse("<svg " + svg[..(svg.IndexOf("</svg>", StringComparison.Ordinal) + 6)]);
    }

    [Fact]
    public void Names_of_a_scenario_are_harmless()
    {
        var result = Sample(Hostile);
        Assert.DoesNotContain('\u202E', DecideText.Render(result));
        Assert.DoesNotContain('\u0007', DecideText.Render(result));
        var html = DecideHtml.Render(result, Renderer);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', html);
        Assert.DoesNotContain('\u202E', DecideJson.Write(result));
    }

    [Fact]
    public void Json_has_the_keys_of_the_contract()
    {
        using var json = JsonDocument.Parse(DecideJson.Write(Sample("API")));
        foreach (var key in new[] { "feasible", "infeasible", "options", "sensitivity", "valueOfInformation", "assumptions" }) Assert.Equal(JsonValueKind.Array, json.RootElement.GetProperty(key).ValueKind);
        var option = json.RootElement.GetProperty("options")[0];
        foreach (var key in new[] { "name", "cost", "benefit", "npv", "payback", "breakEven", "probabilityBest" }) Assert.True(option.TryGetProperty(key, out _), key);
    }

    private static DecideResult Sample(string name) => new()
    {
        Title = $"A decision about {name}",
        AsOf = "2026-09-01",
        Currency = "USD",
        HorizonMonths = 2,
        Draws = 100,
        Seed = 1,
        Advice = $"choose '{name}'",
        MeasureNext = "nothing",
        Feasible = [name, "do nothing"],
        Infeasible = [new InfeasibleOption("owned", "data must stay", 2_000)],
        Options = [Option(name, "api", 1000, 1), Option("rented", "rented", 3000, 0)],
        Sensitivity = [new Sensitivity($"{name}.staff", name, "rented", -100, 200, 300), new Sensitivity("demand.requests", name, "rented", 90, 10, -80)],
        ValueOfInformation = [new InformationValue("everything", 10, null, null, null), new InformationValue($"{name}.quality", 5, 100, 3, 2)],
        Assumptions = [new Assumption($"{name}.staff", "triangular 1, 2, 3", "FTE", "a source", "2024-01", 7, true)],
        Caveats = ["one price is stale"],
    };

    private static DecideOption Option(string name, string kind, double monthly, double best) => new()
    {
        Name = name,
        Kind = kind,
        Cost = new SortedDictionary<string, double>(StringComparer.Ordinal) { ["api"] = monthly * 2, ["staff"] = 500 },
        Benefit = 9000,
        Npv = new Interval(5000 - monthly, 6000 - monthly, 7000 - monthly),
        NpvMean = 6000 - monthly,
        NpvBase = 6100 - monthly,
        MonthlyCost = monthly,
        MonthlyErrors = 40,
        Upfront = 250_000,
        Payback = best > 0 ? 2 : null,
        BreakEven = [new BreakEven(best > 0 ? "rented" : name, best > 0 ? [new Crossing(1_500_000, false)] : [], best <= 0, "never: dearer at every volume up to 9 requests a month")],
        ProbabilityBest = best,
        Regret = 10,
        Serving = kind == "rented" ? new DecideServing("2 x accelerator", 3, 1.5, 8, 0.05, 1.2, "predicted") : null,
        Timeline = [new SortedDictionary<string, double>(StringComparer.Ordinal) { ["oneOff"] = 250 }, new SortedDictionary<string, double>(StringComparer.Ordinal) { ["api"] = monthly }, new SortedDictionary<string, double>(StringComparer.Ordinal) { ["api"] = monthly }],
        Volumes = [new VolumeCost(100_000, monthly / 2), new VolumeCost(1_000_000, monthly), new VolumeCost(10_000_000, monthly * 4)],
        Outcomes = new Histogram(2000, 250, [0, 10, 50, 30, 10]),
    };
}
