namespace Assay.Audit.Tests;

/// <summary>Sentences of our own and the topics that they cover, written before the rules.</summary>
public sealed class TopicTests
{
    private static readonly string[] Asked = ["hyperparameters", "compute", "code", "evaluation", "limits"];

    public static TheoryData<string, string> Sentences()
    {
        var rows = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(SharedRoot, "tests", "Assay.Audit.Tests", "topics.txt")).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var bar = line.IndexOf('|', StringComparison.Ordinal);
            rows.Add(line[..bar], line[(bar + 1)..]);
        }

        return rows;
    }

    private static string SharedRoot => Assay.Tests.SharedData.Root;

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_sentence_covers_its_topics(string expected, string sentence)
    {
        var wanted = expected == "-" ? [] : expected.Split(',').Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(wanted, Covered($"# Marlin\n\n{sentence}\n"));
    }

    [Fact]
    public void What_a_report_says_counts_for_the_report()
    {
        var result = TestRelease.Of("# Marlin\n").With("docs/technical_report.md", "# Report\n\nThe peak learning rate was 3e-4.\n\nIt was trained on 64 H100 GPUs.\n").Assess();
        Assert.Equal(["compute", "hyperparameters"], result.Fact("doc.report").Topics.Where(t => t.Covered).Select(t => t.Topic).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(result.Fact("doc.modelcard").Topics, t => t.Covered && t.Topic is "compute" or "hyperparameters");
    }

    private static string[] Covered(string card) => [.. TestRelease.Of(card).Assess().Facts.Components
        .Where(c => c.Id == "doc.modelcard").SelectMany(c => c.Topics).Where(t => t.Covered && Asked.Contains(t.Topic, StringComparer.Ordinal)).Select(t => t.Topic).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
