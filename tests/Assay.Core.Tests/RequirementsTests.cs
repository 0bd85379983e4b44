using CsCheck;
using static Assay.Core.RequirementOutcome;

namespace Assay.Core.Tests;

public sealed class RequirementsTests
{
    private static readonly Gen<RequirementOutcome> Outcome = Gen.Enum<RequirementOutcome>();

    [Theory]
    [InlineData(Met, NotMet, NotMet)]
    [InlineData(Met, NotShown, NotShown)]
    [InlineData(NeedsPerson, NotShown, NotShown)]
    [InlineData(NotApplicable, Met, Met)]
    [InlineData(NotApplicable, NotApplicable, NotApplicable)]
    public void All_must_hold(RequirementOutcome a, RequirementOutcome b, RequirementOutcome expected) =>
        Assert.Equal(expected, Requirements.All(a, b));

    [Fact]
    public void What_is_not_known_is_never_a_no() =>
        Outcome.Array.Sample(outcomes => outcomes.Contains(NotMet) == (Requirements.Verdict(outcomes) == VerdictOutcome.Fails));

    [Fact]
    public void All_and_any_mirror_each_other() =>
        Gen.Int[0, 2].Select(i => i switch { 0 => Met, 1 => NotMet, _ => NotApplicable }).Array.Sample(outcomes =>
            Requirements.Not(Requirements.All(outcomes)) == Requirements.Any([.. outcomes.Select(Requirements.Not)]));

    [Fact]
    public void Order_does_not_matter() =>
        Outcome.Array.Sample(outcomes => Requirements.All(outcomes) == Requirements.All([.. outcomes.Reverse()]));
}
