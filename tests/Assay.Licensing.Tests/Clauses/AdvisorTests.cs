using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing.Tests;

public sealed class AdvisorTests
{
    private static readonly MessageCatalog Messages = new(LabeledLicenses.Knowledge);
    private static readonly UseAdvisor Uses = new(Messages);
    private static readonly ObligationAdvisor Duties = new(Messages);
    private static readonly LicenseCompatibility Compatibility = new(LicensePairs.Load(LabeledLicenses.Knowledge));
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
        Assert.Equal(expected, Uses.Answer(Terms(id), use, UserFacts.None).Answer);

    [Theory]
    [InlineData(null, UseAnswerKind.NeedsPerson)]
    [InlineData(99_000_000L, UseAnswerKind.AllowedWithDuties)]
    [InlineData(101_000_000L, UseAnswerKind.NotAllowed)]
    public void Thresholds_are_measured_against_the_users_own_figures(long? users, UseAnswerKind expected) =>
        Assert.Equal(expected, Uses.Answer(Terms("tongyi-qianwen-2023-08"), IntendedUse.Commercial, new UserFacts { MonthlyUsers = users }).Answer);

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
        var duties = Duties.Of(terms, new Release("Llama-Tuned", "LicenseRef-other"));
        Assert.Contains(duties, d => d is { Duty: "name-prefix", Satisfied: Satisfied.Yes });
        Assert.Contains(duties, d => d is { Duty: "copy-of-agreement", Satisfied: Satisfied.No });
        Assert.Contains(Duties.Of(terms, new Release("Tuned", "llama-3.1-community")), d => d is { Duty: "name-prefix", Satisfied: Satisfied.No });
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
    [InlineData("Apache-2.0", "MIT", false)]
    [InlineData("GPL-3.0-only", "GPL-3.0-or-later", false)]
    [InlineData("CC-BY-4.0", "CC-BY-SA-4.0", false)]
    [InlineData("Apache-2.0", "llama-3.1-community", false)]
    public void Parents_and_children_stand_against_each_other(string parent, string child, bool conflict)
    {
        var found = Compatibility.Check("child", Terms(child), [new SourceWork(WorkRelation.DerivedFrom, "parent", Terms(parent))], Messages);
        Assert.Equal(conflict, found.Count > 0);
        Assert.All(found, c => Assert.StartsWith("possible conflict", c.Because, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("llama-3.1-community", "Apache-2.0", WorkRelation.DerivedFrom, "use-limits-dropped agreement-replaced naming-dropped user-limit-dropped")]
    [InlineData("creativeml-openrail-m", "MIT", WorkRelation.DerivedFrom, "use-limits-dropped flow-down-dropped")]
    [InlineData("CC-BY-NC-4.0", "MIT", WorkRelation.TrainedOn, "commerce-forbidden")]
    [InlineData("CC-BY-SA-4.0", "MIT", WorkRelation.TrainedOn, "share-alike-of-data")]
    [InlineData("CC-BY-ND-3.0", "MIT", WorkRelation.DerivedFrom, "modification-withheld")]
    [InlineData("llama-2-community", "MIT", WorkRelation.TrainedOnOutputs, "outputs-not-for-training")]
    [InlineData("llama-3.1-community", "llama-3.1-community", WorkRelation.DerivedFrom, "")]
    [InlineData("GPL-3.0-only", "creativeml-openrail-m", WorkRelation.ContainsCode, "limits-added")]
    [InlineData("MIT", "creativeml-openrail-m", WorkRelation.ContainsCode, "")]
    public void Each_possible_conflict_has_its_rule(string source, string result, WorkRelation relation, string rules) =>
        Assert.Equal(rules.Split(' ', StringSplitOptions.RemoveEmptyEntries), Compatibility.Between(Terms(source), Terms(result), relation).Select(c => c.Rule));

    [Theory]
    [InlineData("GPL-2.0-only", "CC-BY-SA-4.0", "both-same-terms")]
    [InlineData("GPL-3.0-only", "CC-BY-SA-4.0", "")]
    [InlineData("CC-BY-SA-4.0", "creativeml-openrail-m", "share-alike-against-limits")]
    [InlineData("gemma-tou-2024-04-01", "CC-BY-SA-4.0", "limits-against-share-alike")]
    [InlineData("MIT", "Apache-2.0", "")]
    public void Two_sources_of_one_derivative_can_exclude_each_other(string a, string b, string rule) =>
        Assert.Equal(rule.Split(' ', StringSplitOptions.RemoveEmptyEntries), Compatibility.Together(Terms(a), Terms(b)).Select(c => c.Rule));

    [Fact]
    public void Both_clauses_of_a_possible_conflict_are_named_and_quoted()
    {
        var parent = Quoted("llama-3.1-community", ClauseCodes.Naming, "you shall also include “Llama” at the beginning");
        var conflict = Compatibility.Check("the release", Terms("Apache-2.0"), [new SourceWork(WorkRelation.DerivedFrom, "the base", parent)], Messages).Single(c => c.A.Contains("Naming duty", StringComparison.Ordinal));
        Assert.Contains("“you shall also include “Llama” at the beginning”", conflict.A, StringComparison.Ordinal);
        Assert.Contains("the release, Apache-2.0: Distribution", conflict.B, StringComparison.Ordinal);
        Assert.StartsWith("possible conflict: Naming duty", conflict.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_has_its_sentence()
    {
        string[] ids = ["MIT", "Apache-2.0", "GPL-2.0-only", "GPL-3.0-only", "BSD-4-Clause", "CC-BY-ND-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-ND-3.0", "llama-2-community", "llama-3.1-community", "gemma-tou-2024-04-01", "creativeml-openrail-m", "tongyi-qianwen-research", "flux-1-dev-nc-1.1.1"];
        foreach (var (source, result, relation) in ids.SelectMany(a => ids.SelectMany(b => Enum.GetValues<WorkRelation>().Select(r => (a, b, r)))))
        {
            Assert.All(Compatibility.Check("result", Terms(result), [new SourceWork(relation, "source", Terms(source)), new SourceWork(relation, "other", Terms("CC-BY-SA-4.0")), new SourceWork(relation, "third", Terms("GPL-2.0-only"))], Messages), c => Assert.StartsWith("possible conflict", c.Because, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("llama-3.1-community", WorkRelation.DerivedFrom, "name-prefix", true)]
    [InlineData("llama-3.1-community", WorkRelation.TrainedOnOutputs, "copy-of-agreement", false)]
    [InlineData("llama-2-community", WorkRelation.TrainedOnOutputs, "no-training-of-others", true)]
    [InlineData("CC-BY-SA-4.0", WorkRelation.TrainedOn, "notice", true)]
    [InlineData("CC-BY-SA-4.0", WorkRelation.TrainedOn, "same-license", false)]
    [InlineData("GPL-3.0-only", WorkRelation.ContainsCode, "same-license", true)]
    public void Duties_reach_as_far_as_the_relation_lets_them(string source, WorkRelation relation, string duty, bool reaches) =>
        Assert.Equal(reaches, Duties.Carried(Terms(source), relation).Any(o => o.Duty == duty));

    private static LicenseTerms Quoted(string id, string code, string quote)
    {
        var terms = Terms(id);
        return terms with { Facts = new Dictionary<string, ClauseFact>(terms.Facts) { [code] = terms.Facts[code] with { Quote = quote } } };
    }

    private sealed class Release(string name, string text) : IReleaseTexts
    {
        public IReadOnlyList<string> ModelNames => [name];

        public IReadOnlyList<LicenseTerms> Offered => [];

        public bool? HasLicenseText(string licenseId) => licenseId == text;

        public bool? HasWords(string words) => false;
    }
}
