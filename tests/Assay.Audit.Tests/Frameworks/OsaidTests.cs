using Assay.Core;
using CsCheck;

namespace Assay.Audit.Tests.Frameworks;

/// <summary>The Open Source AI Definition on hand-made facts.</summary>
public sealed class OsaidTests
{
    private const string Id = "osaid-1.0";

    private static readonly string[] Ladder = ["component-gap", "license-gap", "not-shown", "meets"];

    [Fact]
    public void Everything_open_meets_the_requirements_as_Assay_reads_them()
    {
        var verdict = Facts.Open().Judge(Id);
        Assert.Equal((VerdictOutcome.Meets, "meets"), (verdict.Outcome, verdict.Level));
        Assert.Contains("as Assay reads them", verdict.Summary, StringComparison.Ordinal);
        Assert.Empty(verdict.NextSteps);
        Assert.Equal(["ev weights.final"], verdict.Requirement("parameters").Evidence);
    }

    [Fact]
    public void Nothing_known_is_not_shown()
    {
        var verdict = Facts.Unknown().Judge(Id);
        Assert.Equal((VerdictOutcome.Undetermined, "not-shown"), (verdict.Outcome, verdict.Level));
    }

    [Fact]
    public void An_unlicensed_weight_file_fails()
    {
        var verdict = Facts.Open().Licensed(ComponentId.WeightsFinal, null).Judge(Id);
        Assert.Equal((VerdictOutcome.Fails, "license-gap"), (verdict.Outcome, verdict.Level));
        Assert.Equal(RequirementOutcome.NotMet, verdict.Requirement("parameters-terms").Outcome);
    }

    [Fact]
    public void Limits_on_use_leave_a_license_gap()
    {
        var verdict = Facts.Open().Licensed(ComponentId.WeightsFinal, "LicenseRef-rail").Terms("LicenseRef-rail", Facts.Restricted, ("field-of-use-restrictions", new ClauseValue.Word("yes"))).Judge(Id);
        Assert.Equal("license-gap", verdict.Level);
        Assert.Contains("ev field-of-use-restrictions", verdict.Requirement("parameters-terms").Evidence);
        Assert.Equal(["parameters-terms"], Assert.Single(verdict.NextSteps).Satisfies);
    }

    [Fact]
    public void Missing_code_is_a_component_gap_whatever_the_license()
    {
        var verdict = Facts.Open().Absent(ComponentId.CodeTrain).Licensed(ComponentId.WeightsFinal, null).Judge(Id);
        Assert.Equal("component-gap", verdict.Level);
        Assert.Contains("README.md", verdict.Requirement("training-code").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_serves_several_requirements_says_which_are_not_met() =>
        Assert.EndsWith("Here: training code.", Assert.Single(Facts.Open().Absent(ComponentId.CodeTrain).Judge(Id).NextSteps, s => s.Satisfies.Contains("training-code")).Do, StringComparison.Ordinal);

    [Fact]
    public void A_score_tells_what_it_could_still_be() =>
        Assert.Contains("scores 0.00 to 1.00 of 1", Facts.Unknown().Judge("osai-index").Summary, StringComparison.Ordinal);

    [Theory]
    [InlineData(Basis.Linked, RequirementOutcome.NotShown, "not-shown")]
    [InlineData(Basis.Stated, RequirementOutcome.NotShown, "not-shown")]
    [InlineData(Basis.Promised, RequirementOutcome.NotMet, "component-gap")]
    public void Linked_and_stated_are_not_shown_and_promised_is_not_met(Basis basis, RequirementOutcome outcome, string level)
    {
        var verdict = Facts.Open().Claimed(ComponentId.CodeTrain, basis).Judge(Id);
        Assert.Equal((outcome, level), (verdict.Requirement("training-code").Outcome, verdict.Level));
    }

    [Theory]
    [InlineData("Apache-2.0", RequirementOutcome.Met)]
    [InlineData("MIT OR LicenseRef-odd", RequirementOutcome.Met)]
    [InlineData("MIT AND CC-BY-NC-4.0", RequirementOutcome.NotShown)]
    [InlineData("GPL-2.0-only WITH Classpath-exception-2.0", RequirementOutcome.Met)]
    [InlineData("CC-BY-4.0", RequirementOutcome.NeedsPerson)]
    [InlineData("LicenseRef-odd", RequirementOutcome.NotShown)]
    public void Code_needs_an_approved_license(string license, RequirementOutcome outcome) =>
        Assert.Equal(outcome, Facts.Open().Licensed(ComponentId.CodeTrain, license).Judge(Id).Requirement("training-code-license").Outcome);

    [Theory]
    [InlineData(AccessKind.ClickThrough, RequirementOutcome.Met)]
    [InlineData(AccessKind.Approval, RequirementOutcome.NotMet)]
    [InlineData(AccessKind.Withdrawn, RequirementOutcome.NotMet)]
    [InlineData(AccessKind.Unknown, RequirementOutcome.Met)]
    public void Parameters_are_free_to_all(AccessKind access, RequirementOutcome outcome) =>
        Assert.Equal(outcome, Facts.Open().With(ComponentId.WeightsFinal, c => c with { Access = new ComponentAccess(access, null) }).Judge(Id).Requirement("parameters-access").Outcome);

    [Fact]
    public void Described_but_not_shared_data_needs_a_person_and_a_decision_settles_it()
    {
        var facts = Facts.Open().Absent(ComponentId.DataTrain);
        Assert.Equal(RequirementOutcome.NeedsPerson, facts.Judge(Id).Requirement("data-information").Outcome);
        var decided = facts.Judge(Id, [new RequirementDecision(Id, "data-information", RequirementOutcome.Met, "A. Person", "2026-11-24", "It suffices.", ["ev doc.datainfo"])]);
        Assert.Equal("meets", decided.Level);
        Assert.Contains("A. Person", decided.Requirement("data-information").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_data_nor_words_on_it_is_a_component_gap_once_all_was_read()
    {
        var silent = Facts.Open().Absent(ComponentId.DataTrain, ComponentId.DocDataInfo, ComponentId.DocDataCard, ComponentId.DocReport, ComponentId.DocPaper);
        Assert.Equal("component-gap", silent.Judge(Id).Level);
        Assert.Equal(RequirementOutcome.NotShown, silent.Claimed(ComponentId.DocPaper, Basis.Linked).Judge(Id).Requirement("data-information").Outcome);
    }

    [Theory]
    [InlineData(DataClass.Open, AccessKind.Anonymous, "https://x", "open-data-shared", RequirementOutcome.Met)]
    [InlineData(DataClass.Open, AccessKind.Approval, "https://x", "open-data-shared", RequirementOutcome.NotMet)]
    [InlineData(DataClass.Open, AccessKind.Unknown, "https://x", "open-data-shared", RequirementOutcome.NotShown)]
    [InlineData(DataClass.Public, AccessKind.Unknown, "https://x", "public-data-listed", RequirementOutcome.Met)]
    [InlineData(DataClass.Public, AccessKind.Unknown, null, "public-data-listed", RequirementOutcome.NotShown)]
    [InlineData(DataClass.Obtainable, AccessKind.Paid, "https://x", "obtainable-data-listed", RequirementOutcome.Met)]
    [InlineData(DataClass.Unshareable, AccessKind.Unknown, null, "unshareable-data-described", RequirementOutcome.NeedsPerson)]
    public void Each_class_of_data_has_its_duty(DataClass kind, AccessKind access, string? location, string requirement, RequirementOutcome outcome)
    {
        var facts = Facts.Open().With(ComponentId.DataTrain, c => c with { Sources = [new DataSource("set", kind, access, null, location, ["ev source"])] });
        Assert.Equal(outcome, facts.Judge(Id).Requirement(requirement).Outcome);
    }

    [Fact]
    public void More_evidence_of_presence_never_lowers_the_level() => Gen.Select(AnyPresence.Array[25], Gen.Int[0, 24]).Sample((states, chosen) =>
    {
        var facts = Apply(states);
        var better = facts.With(ComponentId.All[chosen], c => c with { Presence = Presence.Present, Basis = Basis.Read });
        Assert.True(Rank(better) >= Rank(facts));
    });

    [Fact]
    public void What_is_not_known_never_fails() => Gen.Bool.Array[25].Sample(known =>
    {
        var facts = Facts.Open() with { };
        for (var i = 0; i < known.Length; i++)
        {
            if (!known[i]) facts = facts.With(ComponentId.All[i], c => new ComponentFact { Id = c.Id, Presence = Presence.Unknown, DecidedBy = "test" });
        }

        foreach (var framework in new[] { Id, "eu-ai-act-53-2", "debian-ml-policy", "open-weight-definition", "os-ai-map", "mot", "mof-1.0", "osai-index" }) Assert.NotEqual(VerdictOutcome.Fails, facts.Judge(framework).Outcome);
    });

    private static readonly (Presence, Basis?)[] States =
    [
        (Presence.Present, Basis.Read), (Presence.Partial, Basis.Read), (Presence.Claimed, Basis.Linked), (Presence.Claimed, Basis.Promised), (Presence.Absent, null), (Presence.Unknown, null),
    ];

    private static Gen<(Presence, Basis?)> AnyPresence => Gen.Int[0, States.Length - 1].Select(i => States[i]);

    private static FactBase Apply((Presence, Basis?)[] states) =>
        ComponentId.All.Zip(states).Aggregate(Facts.Open(), (f, p) => f.With(p.First, c => c with { Presence = p.Second.Item1, Basis = p.Second.Item2, Looked = ["README.md"] }));

    private static int Rank(FactBase facts) => Array.IndexOf(Ladder, facts.Judge(Id).Level);
}
