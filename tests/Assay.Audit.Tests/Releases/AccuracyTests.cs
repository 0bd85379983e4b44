using Assay.Tests;

namespace Assay.Audit.Tests;

/// <summary>Accuracy on labeled releases. The floors may only rise.</summary>
public sealed class AccuracyTests
{
    /// <summary>The four releases kept aside while rules were written: those whose names have the smallest SHA-256.</summary>
    private const int KeptAside = 4;

    [Fact]
    public void Facts_agree_with_careful_readers_on_the_releases_that_rules_were_written_with()
    {
        var score = Score(Names()[KeptAside..]);
        if (Environment.GetEnvironmentVariable("ASSAY_MEASURE") is { } file) File.WriteAllText(file, Report(score));
        Assert.True(score.Components >= 0.97, Report(score));
        Assert.True(score.Balanced >= 0.97, Report(score));
        Assert.True(score.WrongAbsent <= 1, Report(score));
        Assert.True(score is { Bare: 0, ClaimsWrong: 0 } && score.LicensesRight == score.Licenses, Report(score));
    }

    [Fact]
    public void Facts_agree_with_careful_readers_on_the_releases_kept_aside()
    {
        var score = Score(Names()[..KeptAside]);
        if (Environment.GetEnvironmentVariable("ASSAY_MEASURE") is { } file) File.WriteAllText(file + ".aside", Figures(score));
        Assert.True(score.Components >= 0.93, Figures(score));
    }

    private static List<string> Names() => [.. Directory.EnumerateDirectories(SharedData.Path("data", "releases"))
        .Select(d => Path.GetFileName(d)).OrderBy(n => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(n))), StringComparer.Ordinal)];

    private static ReleaseScore Score(IEnumerable<string> names)
    {
        var score = new ReleaseScore();
        foreach (var name in names.Order(StringComparer.Ordinal)) score.Add(name);
        return score;
    }

    private static string Report(ReleaseScore score) => $"{Figures(score)}\n{string.Join('\n', score.Errors)}";

    private static string Figures(ReleaseScore score)
    {
        var figures = $"components {score.Components:F4} balanced {score.Balanced:F4} wrong absent {score.WrongAbsent} undecided {score.Undecided} licenses {score.LicensesRight} of {score.Licenses} wrong claims {score.ClaimsWrong} bare {score.Bare}";
        TestContext.Current.SendDiagnosticMessage(figures);
        return figures;
    }
}
