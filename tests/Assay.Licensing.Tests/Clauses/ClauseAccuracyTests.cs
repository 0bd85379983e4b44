using System.Text;

namespace Assay.Licensing.Tests;

public sealed class ClauseAccuracyTests
{
    private static readonly ClauseAnalyzer Analyzer = new(LabeledLicenses.Knowledge);

    [Theory]
    [InlineData(false, 0.9, 0.82, 0.9)]
    [InlineData(true, 0.8, 0.7, 0.8)]
    public void Words_alone_give_the_facts(bool heldOut, double precision, double recall, double freedoms)
    {
        var score = new LabeledLicenses.Score();
        foreach (var labeled in LabeledLicenses.All().Where(l => LabeledLicenses.HeldOut(l.Family) == heldOut))
        {
            var analysis = Analyzer.Analyze(labeled.Document);
            LabeledLicenses.Add(score, labeled, analysis.Facts, analysis.Freedoms);
        }

        var report = score + "\n" + string.Join('\n', score.Misses);
        if (Environment.GetEnvironmentVariable("ASSAY_SCORES") is { } folder) File.WriteAllText(Path.Combine(folder, heldOut ? "held-out.txt" : "tuned.txt"), report, new UTF8Encoding(false));
        Assert.True(score.Precision >= precision && score.Recall >= recall && score.Freedom >= freedoms, report);
    }
}
