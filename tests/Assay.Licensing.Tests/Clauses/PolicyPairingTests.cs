using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing.Tests;

public sealed class PolicyPairingTests
{
    private static readonly LicenseAnalyzer Analyzer = new(LabeledLicenses.Knowledge);

    private static readonly TextDocument License = TextDocument.Of("model/LICENSE", "Heron licence. You may use, modify and share the model. Your use must comply with the Acceptable Use Policy (https://example.org/aup), which is incorporated by reference.");
    private static readonly TextDocument Plain = TextDocument.Of("model/LICENSE", "You may use, modify and share the model for any purpose.");
    private static readonly TextDocument Policy = TextDocument.Of("model/USE_POLICY.md", "Acceptable use policy. You may not use the model for weapons, malware or mass surveillance. The rights are not granted to persons domiciled in the European Union.");

    [Theory]
    [InlineData("USE_POLICY.md", true)]
    [InlineData("a/b/acceptable-use-policy.txt", true)]
    [InlineData("llama-3.2-aup.txt", true)]
    [InlineData("LICENSE", false)]
    [InlineData("PRIVACY_POLICY.md", false)]
    public void A_policy_is_known_by_its_name(string path, bool policy) => Assert.Equal(policy, PolicyPairing.IsPolicy(path));

    [Fact]
    public void A_policy_beside_the_license_that_takes_it_in_is_part_of_it()
    {
        var alone = new PolicyPairing(Analyzer, []).Analyze(License, AnalyzeOptions.Default);
        Assert.Equal(Certainty.Unknown, alone.Facts[ClauseCodes.Geography].Certainty);
        Assert.Null(alone.Policy);

        var both = new PolicyPairing(Analyzer, [Policy]).Analyze(License, AnalyzeOptions.Default);
        Assert.Equal("EU excluded", both.Facts[ClauseCodes.Geography].Value!.ToString());
        Assert.Equal("model/USE_POLICY.md", both.Facts[ClauseCodes.Geography].Policy);
        Assert.Equal("model/USE_POLICY.md", both.Policy);
        Assert.Equal(Freedom.Restricted, both.Freedoms.Share);
    }

    [Theory]
    [InlineData("Your use must follow the Acceptable Use Policy, which is part of this license.", "ACCEPTABLE_USE_POLICY.md", true)]
    [InlineData("Your use must follow the Acceptable Use Policy, which is part of this license.", "AUP.txt", true)]
    [InlineData("Adhere to the policy (available at https://models.example.org/heron/use-policy), which is incorporated.", "USE_POLICY.md", true)]
    [InlineData("The uses listed in RESTRICTIONS.md are prohibited.", "restrictions.md", true)]
    [InlineData("您须遵守《可接受使用政策》。", "可接受使用政策.md", true)]
    [InlineData("Adhere to the Prohibited Uses Policy.", "prohibited-uses-policy.txt", true)]
    [InlineData("Your use must follow the Acceptable Use Policy, which is part of this license.", "PRIVACY_POLICY.md", false)]
    [InlineData("Your use must follow the Acceptable Use Policy, which is part of this license.", "other-model-aup.txt", false)]
    [InlineData("You may use the model for any purpose.", "USE_POLICY.md", false)]
    public void The_policy_beside_a_license_is_the_one_that_it_names(string license, string file, bool named) =>
        Assert.Equal(named, NamedPolicy.Is(TextDocument.Of("LICENSE", license), file));

    [Theory]
    [InlineData("Heron licence. You may use, modify and share the model. Your use must comply with the Acceptable Use Policy (https://example.org/aup), which is incorporated by reference.")]
    [InlineData("苍鹭模型许可协议。许可方授予您使用、修改和分发本模型的免费许可。您必须遵守《可接受使用政策》（https://example.org/aup），该政策通过引用并入本协议。")]
    public void What_a_policy_that_was_not_read_could_decide_is_not_known(string license)
    {
        var facts = Analyzer.Analyze(TextDocument.Of("LICENSE", license)).Facts;
        Assert.Equal("incorporated_by_reference", facts[ClauseCodes.AcceptableUsePolicy].Value!.ToString());
        foreach (var code in new[] { ClauseCodes.Geography, ClauseCodes.NoTrain, ClauseCodes.Outputs, ClauseCodes.RemoteOrUpdate })
        {
            Assert.Equal((Certainty.Unknown, null), (facts[code].Certainty, facts[code].Value));
        }
    }

    [Fact]
    public void A_license_that_takes_in_none_stays_alone() => Assert.Null(new PolicyPairing(Analyzer, [Policy]).Analyze(Plain, AnalyzeOptions.Default).Policy);

    [Fact]
    public void A_policy_of_another_folder_is_not_read() => Assert.Null(new PolicyPairing(Analyzer, [TextDocument.Of("other/USE_POLICY.md", Policy.Text)]).Analyze(License, AnalyzeOptions.Default).Policy);
}
