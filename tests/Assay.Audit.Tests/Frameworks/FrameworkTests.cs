using Assay.Core;

namespace Assay.Audit.Tests.Frameworks;

/// <summary>The other frameworks on hand-made facts.</summary>
public sealed class FrameworkTests
{
    private static readonly ClauseValue Yes = new ClauseValue.Word("yes");

    [Fact]
    public void The_knowledge_of_this_room_is_sound() => Assert.Empty(FrameworkVerifier.Verify(TestKnowledge.Table));

    [Theory]
    [InlineData("mot", "I")]
    [InlineData("mof-1.0", "I")]
    [InlineData("osai-index", "open")]
    [InlineData("debian-ml-policy", "free")]
    [InlineData("open-weight-definition", "meets")]
    [InlineData("os-ai-map", "open_source")]
    [InlineData("eu-ai-act-53-2", "needs-person")]
    public void Everything_open_reaches_the_top_where_no_person_is_needed(string framework, string level) => Assert.Equal(level, Facts.Open().Judge(framework).Level);

    [Fact]
    public void Every_reason_is_a_sentence_and_every_gap_has_a_way_up()
    {
        foreach (var verdict in new[] { Facts.Open(), Facts.Unknown(), Facts.Open().Absent([.. ComponentId.All]) }.SelectMany(f => FrameworkJudge.Judge(f, TestKnowledge.Table, [])))
        {
            Assert.All(verdict.Requirements, r => Assert.EndsWith(".", r.Reason, StringComparison.Ordinal));
            Assert.EndsWith(".", verdict.Summary, StringComparison.Ordinal);
            Assert.All(verdict.NextSteps, s => Assert.NotEmpty(s.Satisfies));
            Assert.Equal(verdict.Level is "I" or "meets" or "open" or "free" or "open_source" or "exempt", verdict.NextSteps.Count == 0);
        }
    }

    [Fact]
    public void A_release_under_spelled_licenses_is_open_to_the_framework_but_not_to_the_tool()
    {
        var facts = ComponentId.All.Aggregate(Facts.Open(), (f, id) => f.Licensed(id, id.Value.StartsWith("code.", StringComparison.Ordinal) || id == ComponentId.WeightsFinal ? "apache 2.0" : "CC-BY-4.0"));
        var verdicts = FrameworkJudge.Judge(facts, TestKnowledge.Table, ["mot", "mof-1.0"]);
        Assert.Equal(["none", "I"], verdicts.Select(v => v.Level));
        var differences = FrameworkDifferences.Between(verdicts, facts, TestKnowledge.Table);
        Assert.Contains(differences, d => d.Rule == "frameworks.mot-mof-class");
        Assert.Contains(differences, d => d.Rule == "frameworks.mot-mof" && d.Message.StartsWith("Architecture code", StringComparison.Ordinal));
    }

    [Fact]
    public void The_framework_as_written_takes_unlicensed_data_but_no_inherited_paper_license()
    {
        var unlicensed = Facts.Open().Licensed(ComponentId.DataTrain, null);
        Assert.Equal("I", unlicensed.Judge("mof-1.0").Level);
        Assert.Equal("II", unlicensed.Judge("mot").Level);
        var inherited = Facts.Open().Absent(ComponentId.DocReport).With(ComponentId.DocPaper, c => c with { License = new ComponentLicense("CC-BY-4.0", LicenseScope.Inherited) });
        Assert.Equal("none", inherited.Judge("mof-1.0").Level);
        Assert.Equal("I", inherited.Judge("mot").Level);
    }

    [Fact]
    public void The_index_counts_halves_and_shows_what_is_still_possible()
    {
        var facts = Facts.Open().Absent(ComponentId.DocPaper)
            .With(ComponentId.CodeTrain, c => c with { Presence = Presence.Partial })
            .With(ComponentId.DocCode, c => c with { Presence = Presence.Unknown });
        var verdict = facts.Judge("osai-index");
        Assert.Equal(9.5 / 12, verdict.Score!.Value, 9);
        Assert.Equal(100 * 10.5 / 12, verdict.Progress["possible"], 9);
        Assert.Equal(VerdictOutcome.Fails, verdict.Outcome);
    }

    [Theory]
    [InlineData("commercial-use", "forbidden", "use-commercial", RequirementOutcome.NotMet)]
    [InlineData("commercial-use", "conditional", "use-commercial", RequirementOutcome.NotMet)]
    [InlineData("research-only", "yes", "use-commercial", RequirementOutcome.NotMet)]
    [InlineData("field-of-use-restrictions", "yes", "use-purpose", RequirementOutcome.NeedsPerson)]
    [InlineData("acceptable-use-policy", "inline", "use-purpose", RequirementOutcome.NeedsPerson)]
    [InlineData("no-train-other-models", "yes", "use-purpose", RequirementOutcome.NotMet)]
    [InlineData("distribution-allowed", "no", "distribution", RequirementOutcome.NotMet)]
    [InlineData("modification-allowed", "conditional", "modification", RequirementOutcome.NeedsPerson)]
    public void The_exemption_goes_by_clauses(string code, string value, string requirement, RequirementOutcome outcome) =>
        Assert.Equal(outcome, Limited((code, new ClauseValue.Word(value))).Judge("eu-ai-act-53-2").Requirement(requirement).Outcome);

    [Fact]
    public void A_limit_on_users_ends_the_exemption_with_the_clause_quoted()
    {
        var verdict = Limited(("user-threshold", new ClauseValue.Count(700_000_000))).Judge("eu-ai-act-53-2");
        Assert.Equal("not-exempt", verdict.Level);
        Assert.Equal(["ev user-threshold"], verdict.Requirement("use-size").Evidence);
        Assert.Contains("700,000,000", verdict.Requirement("use-size").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_remaining_duties_are_shown_but_do_not_decide_the_exemption()
    {
        var verdict = Facts.Open().Absent(ComponentId.DocCopyright, ComponentId.DocEuSummary).Judge("eu-ai-act-53-2");
        Assert.Equal(RequirementOutcome.NotMet, verdict.Requirement("duty-summary").Outcome);
        Assert.Equal(VerdictOutcome.Undetermined, verdict.Outcome);
        Assert.Equal(["monetisation", "not-systemic"], verdict.NextSteps.SelectMany(s => s.Satisfies));
    }

    [Fact]
    public void Debian_tells_non_free_from_toxic_candy()
    {
        Assert.Equal("toxic-candy", Facts.Open().Absent(ComponentId.DataTrain).Judge("debian-ml-policy").Level);
        Assert.Equal("toxic-candy", Facts.Open().With(ComponentId.CodeTrain, c => c with { Presence = Presence.Partial }).Judge("debian-ml-policy").Level);
        Assert.Equal("non-free", Limited(("commercial-use", new ClauseValue.Word("forbidden"))).Judge("debian-ml-policy").Level);
        Assert.Contains("has not adopted", Facts.Open().Judge("debian-ml-policy").Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gate_where_terms_are_accepted_fails_the_seventh_point_of_open_weights()
    {
        var verdict = Facts.Open().With(ComponentId.WeightsFinal, c => c with { Access = new ComponentAccess(AccessKind.ClickThrough, null) }).Judge("open-weight-definition");
        Assert.Equal(["distribution-of-license"], verdict.Requirements.Where(r => r.Outcome == RequirementOutcome.NotMet).Select(r => r.Id));
    }

    [Fact]
    public void Open_weights_need_neither_data_nor_code() => Assert.Equal("meets", Facts.Open().Absent(ComponentId.DataTrain, ComponentId.CodeTrain, ComponentId.CodeData).Judge("open-weight-definition").Level);

    [Fact]
    public void The_map_sorts_into_four_classes()
    {
        Assert.Equal(("closed", 1.0), Map(Facts.Open().Absent(ComponentId.WeightsFinal)));
        Assert.Equal(("restricted", 2.0), Map(Limited(("commercial-use", new ClauseValue.Word("conditional")))));
        Assert.Equal(("open_weights", 3.0), Map(Facts.Open().Absent(ComponentId.DataTrain)));
        Assert.Equal(("open_weights", 4.0), Map(Facts.Open().Absent(ComponentId.CodeTrain)));
        Assert.Equal(("open_source", 5.0), Map(Facts.Open()));
    }

    [Fact]
    public void A_clause_that_two_readers_could_read_differently_needs_a_person()
    {
        var facts = Limited(("no-train-other-models", Yes));
        facts = facts with { Licenses = [.. facts.Licenses.Select(l => l with { Clauses = [.. l.Clauses.Select(c => c with { Certainty = Certainty.Doubtful })] })] };
        Assert.Equal(RequirementOutcome.NeedsPerson, facts.Judge("open-weight-definition").Requirement("other-works").Outcome);
    }

    [Fact]
    public void An_incorporated_text_that_was_not_read_leaves_a_clause_not_shown()
    {
        var facts = Limited(("geographic-restriction", null));
        facts = facts with { Licenses = [.. facts.Licenses.Select(l => l with { Clauses = [.. l.Clauses.Select(c => c with { Certainty = Certainty.Unknown })] })] };
        Assert.Equal(RequirementOutcome.NotShown, facts.Judge("open-weight-definition").Requirement("persons").Outcome);
    }

    [Fact]
    public void A_framework_that_does_not_exist_is_a_usage_error() => Assert.Contains("osaid-1.0", Assert.Throws<AssayException>(() => Facts.Open().Judge("osaid-9")).Message, StringComparison.Ordinal);

    private static FactBase Limited(params (string Code, ClauseValue? Value)[] clauses)
    {
        string[] free = ["commercial-use", "research-only", "user-threshold", "revenue-threshold", "field-of-use-restrictions", "acceptable-use-policy", "output-restrictions", "no-train-other-models", "geographic-restriction", "modification-allowed", "distribution-allowed"];
        (string, ClauseValue?)[] rest = [.. free.Where(c => clauses.All(x => x.Code != c)).Select(c => (c, (ClauseValue?)null))];
        return Facts.Open().Licensed(ComponentId.WeightsFinal, "LicenseRef-limited").Terms("LicenseRef-limited", Facts.Restricted, [.. clauses, .. rest]);
    }

    private static (string?, double?) Map(FactBase facts) => facts.Judge("os-ai-map") is var verdict ? (verdict.Level, verdict.Score) : default;
}
