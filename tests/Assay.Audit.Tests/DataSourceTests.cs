using Assay.Core;

namespace Assay.Audit.Tests;

/// <summary>Each named source of training data gets the class that the OSAID FAQ gives it.</summary>
public sealed class DataSourceTests
{
    [Theory]
    [InlineData("We trained on dumps of Wikipedia.", "Wikipedia", DataClass.Open)]
    [InlineData("The corpus is built from Common Crawl.", "Common Crawl", DataClass.Public)]
    [InlineData("Pretrained on text from the internet.", "publicly available data (not listed)", DataClass.Public)]
    [InlineData("It was trained on books and content licensed from partners.", "data licensed from third parties (not listed)", DataClass.Obtainable)]
    [InlineData("Speech of Switchboard (LDC97S62) was used in training.", "corpora of the Linguistic Data Consortium", DataClass.Obtainable)]
    [InlineData("We trained on conversations of our users.", "data of users or customers", DataClass.Unshareable)]
    [InlineData("Training used scans that cannot be shared.", "data that cannot be shared", DataClass.Unshareable)]
    [InlineData("It was trained on a proprietary mix.", "data that the publisher keeps back", DataClass.Undisclosed)]
    [InlineData("The model was trained on synthetic textbooks.", "synthetic data (not published)", DataClass.Undisclosed)]
    [InlineData("训练使用了用户对话。", "data of users or customers", DataClass.Unshareable)]
    public void A_source_that_words_name_has_its_class(string words, string name, DataClass expected)
    {
        var source = Assert.Single(Sources($"# Marlin\n\n## Training data\n\n{words}\n"), s => s.Name == name);
        Assert.Equal(expected, source.Class);
        Assert.NotEmpty(source.Evidence);
    }

    [Theory]
    [InlineData("No user conversations were used, and nothing from the web.")]
    [InlineData("- **Data that cannot be shared**: none.")]
    [InlineData("We evaluate on Wikipedia.")]
    [InlineData("The design was inspired by the Pile.")]
    public void What_is_denied_or_said_of_something_else_is_no_source(string words) => Assert.Empty(Sources($"# Marlin\n\n## Training data\n\n{words}\n"));

    [Fact]
    public void A_table_gives_names_places_licenses_and_classes()
    {
        var sources = Sources("""
            # Marlin

            ## Training data

            | Corpus | Hours | License |
            |---|---|---|
            | [Harbor Talk](https://harbor.example/talk) | 900 | CC0 |
            | [Gull Cries](https://gulls.example/get) | 12 | CC BY-NC 4.0 |
            | Calls of our customers | 40 | private |
            | Staff corpus | 4 | internal |
            | **Total** | 956 | |
            """);
        Assert.Equal(
            [("Calls of our customers", DataClass.Unshareable), ("Gull Cries", DataClass.Public), ("Harbor Talk", DataClass.Open), ("Staff corpus", DataClass.Undisclosed)],
            sources.Select(s => (s.Name, s.Class)));
        Assert.Equal(("CC0-1.0", "https://harbor.example/talk"), (sources[2].License, sources[2].Location));
    }

    [Fact]
    public void A_table_of_scores_is_no_list_of_data() => Assert.Empty(Sources("# Marlin\n\n## Evaluation\n\n| Dataset | Accuracy |\n|---|---|\n| [Test](https://t.example) | 91.0 |\n"));

    [Fact]
    public void Tables_beside_the_data_are_read_in_any_language()
    {
        var result = TestRelease.Of("# Marlin\n").With("datasets/README.md", "# Данные\n\n| Имя | Ссылка | Лицензия |\n|---|---|---|\n| Порт | [URL](https://port.example) | CC BY 4.0 |\n| Чайка | [URL](https://gull.example) | CC0 |\n").Assess();
        Assert.Equal((Presence.Claimed, Basis.Linked), (result.Fact("data.train").Presence, result.Fact("data.train").Basis));
        Assert.All(result.Fact("data.train").Sources, s => Assert.Equal(DataClass.Open, s.Class));
    }

    [Theory]
    [InlineData("- [Gull Cries](https://huggingface.co/datasets/shore/gulls), a gated set: accept its terms first", DataClass.Obtainable, AccessKind.ClickThrough)]
    [InlineData("- [Gull Cries](https://huggingface.co/datasets/shore/gulls), available on request", DataClass.Obtainable, AccessKind.Approval)]
    [InlineData("- [Gull Cries](https://huggingface.co/datasets/shore/gulls), purchased from an agency", DataClass.Obtainable, AccessKind.Paid)]
    [InlineData("- [Gull Cries](https://huggingface.co/datasets/shore/gulls), without registration", DataClass.Public, AccessKind.Unknown)]
    public void A_gate_or_a_fee_beside_a_link_makes_a_source_obtainable(string words, DataClass expected, AccessKind access)
    {
        var source = Assert.Single(Sources($"# Marlin\n\n## Training data\n\nTrained on:\n\n{words}\n"), s => s.Location is not null);
        Assert.Equal((expected, access), (source.Class, source.Access));
    }

    [Fact]
    public void A_row_that_nobody_could_find_is_not_disclosed()
    {
        var sources = Sources("# Marlin\n\n## Training data\n\n| Data source | Share | Tokens |\n|---|---|---|\n| [RefinedWeb](https://huggingface.co/datasets/tiiuae/falcon-refinedweb) | 70% | 7T |\n| RefinedWeb-Harbor | 10% | 1T |\n| Chats (StackOverflow) | 10% | 1T |\n| Novels | 10% | 1T |\n");
        Assert.Equal([("Chats (StackOverflow)", DataClass.Public), ("Novels", DataClass.Undisclosed), ("RefinedWeb", DataClass.Open), ("RefinedWeb-Harbor", DataClass.Undisclosed)], sources.Select(s => (s.Name, s.Class)));
    }

    [Theory]
    [InlineData("Marlin was trained on 3T tokens of diverse text.", true)]
    [InlineData("Marlin was trained on 3T tokens; each set has its [data card](https://cards.example/all).", false)]
    [InlineData("Minnow-2 was trained on 3T tokens.", false)]
    public void Training_data_of_which_only_the_amount_is_told_are_not_disclosed(string words, bool undisclosed) =>
        Assert.Equal(undisclosed, Sources($"# Marlin\n\n## Training data\n\n{words}\n").Any(s => s is { Name: "(not named)", Class: DataClass.Undisclosed }));

    [Fact]
    public void Rows_that_say_their_set_was_bought_are_obtainable() =>
        Assert.Equal(DataClass.Obtainable, Assert.Single(Sources("# Marlin\n\n## Training data\n\n| Corpus | Hours | License |\n|---|---|---|\n| Harbor Talk | 900 | commercial |\n")).Class);

    private static IReadOnlyList<DataSource> Sources(string card) => TestRelease.Of(card).Assess().Fact("data.train").Sources;
}
