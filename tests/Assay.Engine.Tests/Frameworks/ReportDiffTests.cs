using Assay.Core;

namespace Assay.Engine.Tests.Frameworks;

/// <summary>What became more or less open.</summary>
public sealed class ReportDiffTests
{
    private static readonly Freedoms Restricted = new(Freedom.Restricted, Freedom.Free, Freedom.Free, Freedom.Free);

    [Fact]
    public void A_report_and_itself_do_not_differ()
    {
        var report = Reports.Of(Reports.Fact("weights.final", Presence.Present, Basis.Read, license: "MIT")).Judged("mot", VerdictOutcome.Meets, null, ("a", RequirementOutcome.Met));
        var diff = ReportDiff.Compare(report, report, Reports.Knowledge);
        Assert.Empty(diff.Components);
        Assert.Empty(diff.Verdicts);
        Assert.Empty(diff.Findings);
        Assert.Empty(diff.Evidence);
    }

    [Theory]
    [InlineData(Presence.Absent, Presence.Present, ChangeDirection.MoreOpen)]
    [InlineData(Presence.Present, Presence.Partial, ChangeDirection.LessOpen)]
    [InlineData(Presence.Unknown, Presence.Present, ChangeDirection.Changed)]
    [InlineData(Presence.Present, Presence.Unknown, ChangeDirection.Changed)]
    public void Presence_has_a_direction_unless_a_side_does_not_know(Presence before, Presence after, ChangeDirection direction)
    {
        var change = Assert.Single(ReportDiff.Compare(Reports.Of(Reports.Fact("code.train", before)), Reports.Of(Reports.Fact("code.train", after)), Reports.Knowledge).Components);
        Assert.Equal(("presence", direction), (change.Aspect, change.Direction));
        Assert.Equal([$"code.train {before}", $"code.train {after}"], change.Evidence);
    }

    [Fact]
    public void A_component_that_only_one_side_names_is_unknown_on_the_other()
    {
        var change = Assert.Single(ReportDiff.Compare(Reports.Of(), Reports.Of(Reports.Fact("data.train", Presence.Present, stage: "base")), Reports.Knowledge).Components);
        Assert.Equal(("unknown", "present", ChangeDirection.Changed), (change.Before, change.After, change.Direction));
    }

    [Theory]
    [InlineData(Presence.Present, AccessKind.Anonymous, Presence.Absent, AccessKind.Anonymous)]
    [InlineData(Presence.Present, AccessKind.Anonymous, Presence.Present, AccessKind.Withdrawn)]
    public void Withdrawn_weights_are_an_error(Presence before, AccessKind accessBefore, Presence after, AccessKind accessAfter)
    {
        var diff = ReportDiff.Compare(Reports.Of(Reports.Fact("weights.final", before, access: accessBefore)), Reports.Of(Reports.Fact("weights.final", after, access: accessAfter)), Reports.Knowledge);
        Assert.Contains(diff.Findings, f => f is { Rule: "diff.weights-withdrawn", Level: FindingLevel.Error });
    }

    [Fact]
    public void License_drift_names_the_freedoms_and_the_clauses_with_both_quotes()
    {
        var a = Reports.Of(Reports.Fact("weights.final", Presence.Present, license: "X-1")).Licensed("X-1", Freedoms.AllFree, ("user-threshold", null));
        var b = Reports.Of(Reports.Fact("weights.final", Presence.Present, license: "X-2")).Licensed("X-2", Restricted, ("user-threshold", new ClauseValue.Count(700)));
        var diff = ReportDiff.Compare(a, b, Reports.Knowledge);
        var change = Assert.Single(diff.Components);
        Assert.Equal(("license", ChangeDirection.LessOpen), (change.Aspect, change.Direction));
        Assert.Equal(["use: free -> restricted", "user-threshold: - -> 700"], change.Detail);
        Assert.Equal("diff.license-tightened", Assert.Single(diff.Findings).Rule);
        Assert.Contains(diff.Evidence, e => e.Id == "X-1 user-threshold");
        Assert.Contains(diff.Evidence, e => e.Id == "X-2 user-threshold");
        Assert.Equal(ChangeDirection.MoreOpen, Assert.Single(ReportDiff.Compare(b, a, Reports.Knowledge).Components).Direction);
    }

    [Fact]
    public void A_change_of_license_is_told_once_for_all_its_components()
    {
        Report Side(string license, Freedoms freedoms) => Reports.Of(Reports.Fact("weights.final", Presence.Present, license: license), Reports.Fact("doc.modelcard", Presence.Present, license: license)).Licensed(license, freedoms, ("user-threshold", null));
        var diff = ReportDiff.Compare(Side("X-1", Freedoms.AllFree), Side("X-2", Restricted), Reports.Knowledge);
        Assert.Equal(2, diff.Components.Count);
        var drift = Assert.Single(diff.Licenses);
        Assert.Equal(["weights.final", "doc.modelcard"], drift.Components.OrderDescending(StringComparer.Ordinal));
        Assert.Equal([new FreedomChange("use", Freedom.Free, Freedom.Restricted)], drift.Freedoms);
        Assert.Empty(drift.Clauses);
        Assert.Single(diff.Findings);
    }

    [Fact]
    public void A_license_that_went_with_its_component_is_no_drift()
    {
        var diff = ReportDiff.Compare(Reports.Of(Reports.Fact("data.train", Presence.Present, license: "CC0-1.0")), Reports.Of(Reports.Fact("data.train", Presence.Absent)), Reports.Knowledge);
        Assert.Equal("presence", Assert.Single(diff.Components).Aspect);
        Assert.Empty(diff.Licenses);
    }

    [Fact]
    public void A_license_of_which_one_side_was_not_read_is_not_compared()
    {
        var a = Reports.Of(Reports.Fact("weights.final", Presence.Present, license: "X-1")).Licensed("X-1", Freedoms.AllFree, ("user-threshold", null));
        var drift = Assert.Single(ReportDiff.Compare(a, Reports.Of(Reports.Fact("weights.final", Presence.Present, license: "X-2")), Reports.Knowledge).Licenses);
        Assert.Equal((false, ChangeDirection.Changed), (drift.Compared, drift.Direction));
    }

    [Fact]
    public void Stages_are_compared_with_the_whole_of_the_other_side()
    {
        var whole = Reports.Of(Reports.Fact("code.train", Presence.Partial));
        var stages = Reports.Of(Reports.Fact("code.train", Presence.Present, stage: "base"), Reports.Fact("code.train", Presence.Present, stage: "post"));
        Assert.Equal([("base", ChangeDirection.MoreOpen), ("post", ChangeDirection.Changed)], ReportDiff.Compare(whole, stages, Reports.Knowledge).Components.Select(c => (c.Stage!, c.Direction)));
        var none = Reports.Of(Reports.Fact("code.train", Presence.Absent));
        Assert.All(ReportDiff.Compare(stages, none, Reports.Knowledge).Components, c => Assert.Equal(ChangeDirection.LessOpen, c.Direction));
    }

    [Theory]
    [InlineData(Basis.Linked, ChangeDirection.Changed)]
    [InlineData(Basis.Promised, ChangeDirection.LessOpen)]
    public void What_is_only_linked_to_may_be_as_much_as_what_was_there(Basis basis, ChangeDirection direction) =>
        Assert.Equal(direction, Assert.Single(ReportDiff.Compare(Reports.Of(Reports.Fact("code.train", Presence.Present)), Reports.Of(Reports.Fact("code.train", Presence.Claimed, basis)), Reports.Knowledge).Components).Direction);

    [Fact]
    public void Verdicts_change_by_score_outcome_or_requirement()
    {
        var a = Reports.Of().Judged("osai-index", VerdictOutcome.Fails, 0.5, ("x", RequirementOutcome.Met)).Judged("mot", VerdictOutcome.Fails, null, ("y", RequirementOutcome.NotMet)).Judged("osaid-1.0", VerdictOutcome.Fails, null, ("z", RequirementOutcome.NotMet));
        var b = Reports.Of().Judged("osai-index", VerdictOutcome.Fails, 0.4, ("x", RequirementOutcome.NotMet)).Judged("mot", VerdictOutcome.Meets, null, ("y", RequirementOutcome.Met)).Judged("osaid-1.0", VerdictOutcome.Fails, null, ("z", RequirementOutcome.Met));
        var diff = ReportDiff.Compare(a, b, Reports.Knowledge);
        Assert.Equal([ChangeDirection.LessOpen, ChangeDirection.MoreOpen, ChangeDirection.MoreOpen], diff.Verdicts.Select(v => v.Direction));
        Assert.Equal((RequirementOutcome.Met, RequirementOutcome.NotMet), (diff.Verdicts[0].Requirements[0].Before, diff.Verdicts[0].Requirements[0].After));
    }
}
