using Assay.Core;
using Assay.Formats;
using CsCheck;

namespace Assay.Licensing.Tests;

public sealed class ClauseGrammarTests
{
    private static readonly ClauseAnalyzer Analyzer = new(LabeledLicenses.Knowledge);

    private static ClauseFact Fact(string text, string code) => Analyzer.Analyze(TextDocument.Of("t", text)).Facts[code];

    [Fact]
    public void Every_rule_keeps_its_samples() => Assert.Equal("", string.Join("\n", LicensingVerifier.Verify(LabeledLicenses.Knowledge)));

    [Theory]
    [InlineData("If your product has more than 5 million monthly active users, you must obtain a license.", 5_000_000)]
    [InlineData("If the service exceeds 1,000,000 monthly active users you shall request a license from us.", 1_000_000)]
    [InlineData("如果您的产品月活跃用户超过1亿，您必须向我们申请许可。", 100_000_000)]
    [InlineData("若日活跃用户数达到100万，须另行取得授权。", 1_000_000)]
    public void Counts_of_users_are_read(string sentence, long expected) =>
        Assert.Equal(new ClauseValue.Count(expected), Fact(sentence, ClauseCodes.UserThreshold).Value);

    [Theory]
    [InlineData("Companies with annual revenue above US$10 million must purchase a license.", 10_000_000, "USD", "year")]
    [InlineData("Entities whose yearly revenue exceeds EUR 500,000 need a commercial license.", 500_000, "EUR", "year")]
    [InlineData("年收入超过人民币1亿元的企业须另行申请商业授权。", 100_000_000, "CNY", "year")]
    public void Sums_of_revenue_are_read(string sentence, int amount, string currency, string period) =>
        Assert.Equal(new ClauseValue.Money(amount, currency, period, null), Fact(sentence, ClauseCodes.RevenueThreshold).Value);

    [Theory]
    [InlineData("This Agreement is governed by the laws of the State of New York, without regard to conflicts of law.", "New York")]
    [InlineData("This license shall be construed in accordance with the laws of England and Wales.", "England and Wales")]
    [InlineData("本协议适用中华人民共和国法律。", "China (PRC)")]
    [InlineData("You shall comply with the laws of your country.", null)]
    public void The_law_is_read(string sentence, string? expected) =>
        Assert.Equal(expected, (Fact(sentence, ClauseCodes.GoverningLaw).Value as ClauseValue.Word)?.Text);

    [Fact]
    public void Items_of_a_list_stand_under_its_lead()
    {
        const string Text = "1. Restrictions\n\nYou will not:\n\na. use the Model for military purposes;\n\nb. use the Model to conduct surveillance of individuals.\n";
        var fact = Fact(Text, ClauseCodes.AcceptableUsePolicy);
        Assert.Equal("1.a", fact.Section);
        Assert.Equal(new ClauseValue.Word("inline"), fact.Value);
    }

    [Theory]
    [InlineData("Licensor grants you a license. You shall not use the Model or its outputs to train, create or improve any foundation or general-purpose AI models.", ClauseCodes.NoTrain, "yes")]
    [InlineData("We grant you the right to use the Model. For commercial use, please complete the registration form and obtain our written authorization.", ClauseCodes.Registration, "for_commercial")]
    [InlineData("We grant you the right to use the Model. For commercial use, please complete the registration form and obtain our written authorization.", ClauseCodes.CommercialUse, "conditional")]
    [InlineData("You are granted a license to use the Model solely for testing and evaluation in non-production environments.", ClauseCodes.CommercialUse, "forbidden")]
    [InlineData("许可方授予您使用本模型的权利。您可以将本模型用于商业用途。", ClauseCodes.CommercialUse, "allowed")]
    [InlineData("许可方授予您使用本模型的权利。本模型仅限用于非商业目的。", ClauseCodes.CommercialUse, "forbidden")]
    [InlineData("许可方授予您使用本模型的权利。如需商业使用，请联系我们并取得书面授权。", ClauseCodes.CommercialUse, "conditional")]
    [InlineData("许可方授予您使用本模型的权利。您不得将本模型用于军事用途。", ClauseCodes.FieldOfUse, "yes")]
    [InlineData("许可方有权随时终止本协议。", ClauseCodes.Termination, "at_will")]
    [InlineData("You may use and share the data. You must license any derivative works under the same license.", ClauseCodes.ShareAlike, "yes")]
    [InlineData("You may use the Model. The rights are not granted if you are domiciled in the European Union.", ClauseCodes.Geography, "EU excluded")]
    [InlineData("You may use the Model. We may amend this Agreement from time to time, and your continued use means acceptance.", ClauseCodes.RemoteOrUpdate, "terms_may_change")]
    [InlineData("You may use the Model. You may choose to follow any later version of this License.", ClauseCodes.RemoteOrUpdate, "no")]
    [InlineData("You may use and modify the Model, but you will not reverse engineer it. No patent rights are granted.", ClauseCodes.Patents, "excluded")]
    public void Sentences_never_seen_give_their_facts(string text, string code, string expected) =>
        Assert.Equal(expected, Fact(text, code).Value?.ToString());

    [Fact]
    public void What_a_license_encourages_is_no_duty() =>
        Assert.Equal(new ClauseValue.Word("no"), Fact("You are encouraged to prominently display \"Powered by Foo\" on your website.", ClauseCodes.Naming).Value);

    [Fact]
    public void Definitions_permit_and_forbid_nothing() =>
        Assert.Equal(new ClauseValue.Word("unspecified"), Fact("\"Commercial Use\" means any use for commercial purposes.", ClauseCodes.CommercialUse).Value);

    [Fact]
    public void Any_text_gets_a_fact_for_every_code_whose_lines_lie_in_it() =>
        Gen.String[Gen.Char["\n .;:()abcAB12一、条不得必须模型商业\"*#-"], 0, 400].Sample(text =>
        {
            var document = TextDocument.Of("t", text);
            var analysis = Analyzer.Analyze(document);
            return ClauseCodes.All.All(c => analysis.Facts[c] is { } f && (f.Lines is not { } l || (l.First >= 1 && l.First <= l.Last)));
        });

    [Fact]
    public void Adversarial_text_takes_bounded_time()
    {
        var words = string.Concat(Enumerable.Repeat("you may not use the output to train any other model for commercial purposes with more than ", 20_000));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Analyzer.Analyze(TextDocument.Of("t", words));
        Analyzer.Analyze(TextDocument.Of("t", new string('(', 200_000)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
    }
}
