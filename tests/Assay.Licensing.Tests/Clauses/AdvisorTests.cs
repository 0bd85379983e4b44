using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing.Tests;

public sealed class AdvisorTests
{
    private static readonly LicenseFacts Facts = LicenseFacts.Load(LabeledLicenses.Knowledge);

    private static LicenseTerms Terms(string id)
    {
        var known = Facts.Of(id)!;
        return new LicenseTerms { Id = id, Facts = known.ToClauseFacts(), Freedoms = known.Freedoms };
    }

    [Theory]
    [InlineData("MIT", IntendedUse.Commercial, UseAnswerKind.Allowed)]
    [InlineData("MIT", IntendedUse.Redistribute, UseAnswerKind.AllowedWithDuties)]
    [InlineData("CC-BY-NC-4.0", IntendedUse.Commercial, UseAnswerKind.NotAllowed)]
    [InlineData("CC-BY-NC-4.0", IntendedUse.Internal, UseAnswerKind.NeedsPerson)]
    [InlineData("CC-BY-NC-4.0", IntendedUse.Research, UseAnswerKind.AllowedWithDuties)]
    [InlineData("CC-BY-ND-3.0", IntendedUse.Finetune, UseAnswerKind.NotAllowed)]
    [InlineData("llama-2-community", IntendedUse.TrainOnOutputs, UseAnswerKind.NotAllowed)]
    [InlineData("creativeml-openrail-m", IntendedUse.Redistribute, UseAnswerKind.AllowedWithDuties)]
    [InlineData("tongyi-qianwen-research", IntendedUse.Saas, UseAnswerKind.NotAllowed)]
    public void Uses_are_answered_by_the_facts(string id, IntendedUse use, UseAnswerKind expected) =>
        Assert.Equal(expected, UseAdvisor.Answer(Terms(id), use, UserFacts.None).Answer);

    [Theory]
    [InlineData(null, UseAnswerKind.NeedsPerson)]
    [InlineData(99_000_000L, UseAnswerKind.AllowedWithDuties)]
    [InlineData(101_000_000L, UseAnswerKind.NotAllowed)]
    public void Thresholds_are_measured_against_the_users_own_figures(long? users, UseAnswerKind expected) =>
        Assert.Equal(expected, UseAdvisor.Answer(Terms("tongyi-qianwen-2023-08"), IntendedUse.Commercial, new UserFacts { MonthlyUsers = users }).Answer);

    [Fact]
    public void Users_facts_are_read_from_yaml()
    {
        var request = UseRequest.Read(YamlReader.Read("use.yaml", "uses: [commercial, saas]\nmonthlyUsers: 5e6\nrevenue: {amount: 2000000, currency: usd}\nterritory: FR\n"));
        Assert.Equal([IntendedUse.Commercial, IntendedUse.Saas], request.Uses);
        Assert.Equal(5_000_000, request.User.MonthlyUsers);
        Assert.Equal(new ClauseValue.Money(2_000_000, "USD", "year", null), request.User.Revenue);
        Assert.Throws<KnowledgeException>(() => UseRequest.Read(YamlReader.Read("use.yaml", "uses: [resell]")));
        Assert.Throws<AssayException>(() => UseRequest.Parse("resell"));
    }

    [Fact]
    public void Duties_follow_from_facts_and_are_checked_against_a_release()
    {
        var terms = Terms("llama-3.1-community");
        terms = terms with { Facts = new Dictionary<string, ClauseFact>(terms.Facts) { [ClauseCodes.Naming] = terms.Facts[ClauseCodes.Naming] with { Quote = "you shall also include “Llama” at the beginning" } } };
        var duties = ObligationAdvisor.Of(terms, new Release("Llama-Tuned", "LicenseRef-other"));
        Assert.Contains(duties, d => d is { Duty: "name-prefix", Satisfied: Satisfied.Yes });
        Assert.Contains(duties, d => d is { Duty: "copy-of-agreement", Satisfied: Satisfied.No });
        Assert.Contains(ObligationAdvisor.Of(terms, new Release("Tuned", "llama-3.1-community")), d => d is { Duty: "name-prefix", Satisfied: Satisfied.No });
        Assert.DoesNotContain(duties, d => d.Duty == "same-license");
    }

    [Theory]
    [InlineData("MIT", "Apache-2.0", false)]
    [InlineData("CC-BY-NC-4.0", "Apache-2.0", true)]
    [InlineData("llama-3.1-community", "Apache-2.0", true)]
    [InlineData("creativeml-openrail-m", "bigscience-openrail-m", false)]
    [InlineData("GPL-3.0-only", "MIT", true)]
    [InlineData("CC-BY-SA-4.0", "creativeml-openrail-m", true)]
    [InlineData("Apache-2.0", "Apache-2.0", false)]
    public void Parents_and_children_stand_against_each_other(string parent, string child, bool conflict)
    {
        var found = LicenseCompatibility.Check([new CombinedWork(CombinedAs.Parent, "parent", Terms(parent)), new CombinedWork(CombinedAs.Result, "child", Terms(child))]);
        Assert.Equal(conflict, found.Count > 0);
        Assert.All(found, c => Assert.StartsWith("possible conflict", c.Because, StringComparison.Ordinal));
    }

    [Fact]
    public void Outputs_of_a_model_that_forbids_training_conflict()
    {
        CombinedWork[] works = [new(CombinedAs.OutputSource, "teacher", Terms("llama-2-community")), new(CombinedAs.Result, "student", Terms("MIT"))];
        Assert.Contains(LicenseCompatibility.Check(works), c => c.A.Contains(ClauseCodes.NoTrain, StringComparison.Ordinal));
    }

    private sealed class Release(string name, string text) : IReleaseTexts
    {
        public string? ModelName => name;

        public bool? HasLicenseText(string licenseId) => licenseId == text;

        public bool? HasWords(string words) => false;
    }
}
