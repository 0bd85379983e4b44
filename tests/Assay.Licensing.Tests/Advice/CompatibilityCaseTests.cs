using Assay.Tests;

namespace Assay.Licensing.Tests.Advice;

/// <summary>Pairs of licenses against what a careful reader of both texts expects.</summary>
public sealed class CompatibilityCaseTests
{
    private static readonly LicenseFacts Facts = LicenseFacts.Load(LabeledLicenses.Knowledge);
    private static readonly LicenseCompatibility Compatibility = new(LicensePairs.Load(LabeledLicenses.Knowledge));

    private static readonly Dictionary<string, WorkRelation> Relations = new(StringComparer.Ordinal)
    {
        ["made-of"] = WorkRelation.DerivedFrom,
        ["trained-on"] = WorkRelation.TrainedOn,
        ["trained-on-outputs"] = WorkRelation.TrainedOnOutputs,
        ["ships-code"] = WorkRelation.ContainsCode,
    };

    public static TheoryData<string, string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(SharedData.Root, "tests/Assay.Licensing.Tests/Advice/compatibility-cases.txt")))
        {
            if (line.Split('\t') is [var expected, var relation, var a, var b, _]) cases.Add(expected, relation, a, b);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_pair_stands_as_a_careful_reader_expects(string expected, string relation, string a, string b)
    {
        var found = Relations.TryGetValue(relation, out var how) ? Compatibility.Between(Terms(a), Terms(b), how) : Compatibility.Together(Terms(a), Terms(b));
        Assert.Equal(expected == "conflict", found.Count > 0);
        if (how is not WorkRelation.DerivedFrom || relation == "together") Assert.Equal(found.Count > 0, (relation == "together" ? Compatibility.Together(Terms(b), Terms(a)) : found).Count > 0);
    }

    private static LicenseTerms Terms(string id)
    {
        var known = Facts.Of(id) ?? throw new InvalidOperationException(id);
        return new LicenseTerms { Id = id, Facts = known.ToClauseFacts(), Freedoms = known.Freedoms };
    }
}
