namespace Assay.Audit.Tests.Blind;

/// <summary>Releases that were written and labeled before the rules ran on them; docs/accuracy-notes.md has the first figures, these hold what was reached after.</summary>
public sealed class BlindRoundTests
{
    [Theory]
    [InlineData("first", 0.98)]
    [InlineData("second", 0.98)]
    [InlineData("third", 0.99)]
    [InlineData("fourth", 0.95)]
    public void A_round_is_read_as_it_was_labeled(string round, double share)
    {
        var (right, all) = (0, 0);
        var wrong = new List<string>();
        foreach (var release in BundledRelease.Of(round))
        {
            var result = ReleaseAssessor.Assess(release.Release, TestKnowledge.Table, new AssessOptions { Licenses = TestKnowledge.Licenses });
            foreach (var (component, label) in release.Labels)
            {
                if (BundledRelease.Agrees(result, component, label) is not { } agrees) continue;
                all++;
                if (agrees) right++;
                else wrong.Add($"{release.Name} {component} labeled {label.Status}, decided by {result.Fact(component).DecidedBy}");
            }
        }

        Assert.True(all > 0 && right >= all * share, $"{right} of {all}\n{string.Join('\n', wrong)}");
    }
}
