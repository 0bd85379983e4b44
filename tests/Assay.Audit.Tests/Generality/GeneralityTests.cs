
namespace Assay.Audit.Tests.Generality;

/// <summary>How rules fare on releases that they were not written with.</summary>
public sealed class GeneralityTests
{
    [Fact]
    public void Releases_of_many_styles_are_read_as_a_careful_reader_reads_them()
    {
        var (right, all, wrong) = Score();
        if (Environment.GetEnvironmentVariable("ASSAY_MEASURE") is { } file) File.WriteAllText(file + ".synthetic", $"{right} of {all}\n{string.Join('\n', wrong)}");
        Assert.True(right >= all * 0.98, $"{right} of {all}\n{string.Join('\n', wrong)}");
    }

    private static (int Right, int All, List<string> Wrong) Score()
    {
        var (right, all) = (0, 0);
        var wrong = new List<string>();
        foreach (var release in SyntheticReleases.All)
        {
            var result = release.Release.Assess(release.Name);
            foreach (var (component, accepted) in release.Answers)
            {
                var fact = SyntheticRelease.Best(result, component);
                all++;
                if (accepted.Contains(SyntheticRelease.Letter(fact), StringComparison.Ordinal)) right++;
                else wrong.Add($"{release.Name} {component} wanted {accepted} got {SyntheticRelease.Letter(fact)} by {fact.DecidedBy}: {string.Join(" / ", result.Quotes(fact).Take(2))}");
            }
        }

        return (right, all, wrong);
    }
}
