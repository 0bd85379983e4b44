using System.Text;

namespace Assay.Licensing.Tests;

public sealed class UnseenTextTests
{
    private static readonly ClauseAnalyzer Analyzer = new(LabeledLicenses.Knowledge);

    [Theory]
    [InlineData("unseen-texts-1.txt", 0.98, 0.98, 0.98)]
    [InlineData("unseen-texts-2.txt", 0.98, 0.96, 0.94)]
    [InlineData("unseen-texts-3.txt", 0.98, 0.94, 0.92)]
    public void Texts_of_our_own_give_the_facts_of_their_labels(string file, double precision, double recall, double freedoms)
    {
        var score = new LabeledLicenses.Score();
        foreach (var labeled in UnseenTexts.Read(file))
        {
            var analysis = Analyzer.Analyze(labeled.Document);
            LabeledLicenses.Add(score, labeled, analysis.Facts, analysis.Freedoms);
        }

        var report = score + "\n" + string.Join('\n', score.Misses);
        if (Environment.GetEnvironmentVariable("ASSAY_SCORES") is { } folder) File.WriteAllText(Path.Combine(folder, file), report, new UTF8Encoding(false));
        Assert.True(score.Precision >= precision && score.Recall >= recall && score.Freedom >= freedoms, report);
    }
}
