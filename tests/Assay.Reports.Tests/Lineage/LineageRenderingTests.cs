using Assay.Core;
using Assay.Reports.Json;
using Assay.Reports.Lineage;
using Assay.Tests;

namespace Assay.Reports.Tests.Lineage;

/// <summary>The renderings of a family, one model of which has a hostile name.</summary>
public sealed class LineageRenderingTests
{
    private const string Hostile = "evil\"]; <script>alert(1)</script>\u202E\u001B[31m\n::set-output";

    [Theory]
    [InlineData("txt")]
    [InlineData("json")]
    [InlineData("dot")]
    [InlineData("html")]
    public void A_family_with_a_hostile_name(string format)
    {
        var text = format switch
        {
            "json" => LineageJson.Write(Family()),
            "dot" => LineageDot.Write(Family()),
            "html" => LineageHtml.Write(Family()),
            _ => LineageText.Write(Family()),
        };
        Golden.Matches($"lineage.{format}", text);
        if (format == "html") Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202E', text);
        Assert.DoesNotContain('\u001B', text);
        Assert.DoesNotContain("\n::", text, StringComparison.Ordinal);
    }

    private static LineageResult Family() => new()
    {
        Models = [new LineageModel("base", "models/base", new string('a', 64)) { Parameters = 1000 }, new LineageModel("child", "models/child", null) { Parameters = 1000 }, new LineageModel(Hostile, "models/x", null) { Notes = ["one tensor was not read"] }],
        Pairs =
        [
            new LineagePair { A = "base", B = "child", Related = true, TestsRun = ["identity", "order"], Log10P = -120.5, Test = "order", Distance = 0.05, Relation = "finetune", Note = "shares hidden-unit order" },
            new LineagePair { A = "base", B = Hostile, Related = false, TestsRun = ["identity"], TestsNotRun = [new TestNotRun("aligned", "needs the weights, not only the sketch")], Note = "no shared order of units" },
            new LineagePair { A = "child", B = Hostile, Related = true, TestsRun = ["identity", "order"], Log10P = -88, Test = "order", Distance = 0.5, Relation = "same_init", Note = "a common initialisation" },
        ],
        Families = [["base", "child", Hostile]],
        Edges =
        [
            new LineageEdge { Parent = "base", Child = "child", Relation = "finetune", Confidence = 0.8, Tie = [], Declared = "contradicted", Evidence = ["nearest relative", $"the release declares {Hostile}"] },
            new LineageEdge { Parent = "child", Child = Hostile, Relation = "merge_ties", Confidence = 0.6, Tie = ["base", "child"], Declared = "undeclared", Evidence = ["kept changes are 3.0 times as great as dropped ones"] },
        ],
        Declared = [new LineageDeclaration("child", Hostile, "finetune", "README.md front matter", "contradicted", "shares no hidden-unit order") { Model = Hostile }],
        Carried =
        [
            new CarriedTerms(Hostile, "base", ["base -> child", $"child -> {Hostile}"], "measured", "LicenseRef-llama-3.1-community", "From the measured edges base -> child, child -> x (measured, not declared).",
                [new Obligation("notice", DutyTrigger.Distribute, "Keep the notices.", "LicenseRef-llama-3.1-community", [], Satisfied.NotShown)], [new Conflict("base", "x", "possible conflict: the limits do not reach the users", [])]),
        ],
        Notes = ["a model trained on another's outputs from a new initialisation leaves no trace in the weights"],
    };
}
