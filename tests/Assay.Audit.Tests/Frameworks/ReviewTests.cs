using Assay.Core;
using Assay.Formats;

namespace Assay.Audit.Tests.Frameworks;

/// <summary>Decisions of persons.</summary>
public sealed class ReviewTests
{
    [Fact]
    public void A_decision_on_a_component_is_shown_as_a_persons()
    {
        var facts = Facts.Open().Claimed(ComponentId.CodeTrain, Basis.Linked);
        var reviewed = Apply(facts, "component: code.train\n    decision: present\n    license: MIT\n    evidence: [ev code.train]");
        var fact = reviewed.Facts.Components.Single(c => c.Id == "code.train");
        Assert.Equal((Presence.Present, "A. Person", "MIT"), (fact.Presence, fact.DecidedBy, fact.License.Expression));
        Assert.Equal("review.applied", Assert.Single(reviewed.Findings).Rule);
        Assert.Equal("meets", reviewed.Facts.Judge("osaid-1.0").Level);
        Assert.Same(facts.Evidence, reviewed.Facts.Evidence);
    }

    [Fact]
    public void A_decision_on_a_requirement_reaches_the_judge()
    {
        var facts = Facts.Open();
        var reviewed = Apply(facts, "requirement: eu-ai-act-53-2/monetisation\n    decision: met\n    evidence: [ev legal.license]");
        var verdict = facts.Judge("eu-ai-act-53-2", reviewed.Decisions);
        Assert.Equal(RequirementOutcome.Met, verdict.Requirement("monetisation").Outcome);
        Assert.Contains("A. Person", verdict.Requirement("monetisation").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_whose_evidence_changed_is_stale()
    {
        var reviewed = Apply(Facts.Open(), "component: code.train\n    decision: absent\n    evidence: [gone]");
        Assert.Equal(("review.stale", FindingLevel.Warning), (reviewed.Findings[0].Rule, reviewed.Findings[0].Level));
        Assert.Contains("gone", reviewed.Findings[0].Message, StringComparison.Ordinal);
        Assert.Equal(Presence.Present, reviewed.Facts.Components.Single(c => c.Id == "code.train").Presence);
    }

    [Theory]
    [InlineData("ev legal.license@abcdef", "review.applied")]
    [InlineData("ev legal.license@123456", "review.stale")]
    public void A_decision_on_a_whole_file_rests_on_its_digest(string evidence, string rule)
    {
        var open = Facts.Open();
        var facts = open with { Evidence = open.Evidence.ToDictionary(e => e.Key, e => e.Value with { Sha256 = "abcdef0123" }, StringComparer.Ordinal) };
        var reviewed = Apply(facts, $"requirement: eu-ai-act-53-2/monetisation\n    decision: met\n    evidence: [{evidence}]");
        Assert.Equal(rule, reviewed.Findings[0].Rule);
        Assert.DoesNotContain(reviewed.Decisions, d => d.Evidence.Any(e => e.Contains('@', StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("d", "review.applied")]
    [InlineData("other", "review.stale")]
    public void A_decision_on_the_release_as_a_whole_rests_on_its_digest(string digest, string rule) =>
        Assert.Equal(rule, Apply(Facts.Open(), "component: code.train\n    decision: absent", digest).Findings[0].Rule);

    [Theory]
    [InlineData("component: code.none\n    decision: present", "code.none")]
    [InlineData("requirement: osaid-1.0/none\n    decision: met", "none")]
    [InlineData("requirement: none/none\n    decision: met", "none")]
    [InlineData("requirement: osaid-1.0/parameters\n    decision: present", "decision")]
    [InlineData("component: code.train\n    decision: met", "decision")]
    [InlineData("component: code.train\n    decision: present\n    colour: red", "colour")]
    [InlineData("decision: present", "either")]
    public void A_wrong_file_is_an_error_with_its_line(string entry, string part)
    {
        var error = Assert.Throws<KnowledgeException>(() => Apply(Facts.Open(), entry));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("review.yaml:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_undecided_is_ignored() => Assert.Empty(Apply(Facts.Open(), "component: code.train\n    decision: undecided").Findings);

    private static Reviewed Apply(FactBase facts, string entry, string digest = "d")
    {
        var text = $"review: 1\ndigest: {digest}\ndecisions:\n  - {entry}\n    author: A. Person\n    date: 2026-11-24\n    reason: Read it.\n";
        return ReviewApplier.Apply(facts, ReviewFile.Load(TextDocument.Of("review.yaml", text), TestKnowledge.Table), TestKnowledge.Table);
    }
}
