using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Minnow;

namespace Assay.Samples;

/// <summary>What the documents of the samples say is true.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents() => new(Sample.Files("minnow").Where(f => f.EndsWith(".md", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Each_relative_link_of_minnow_opens(string document)
    {
        var folder = Path.GetDirectoryName(Sample.In("minnow", document))!;
        var links = Link().Matches(File.ReadAllText(Sample.In("minnow", document))).Select(m => m.Groups[1].Value).ToArray();
        Assert.NotEmpty(links);
        Assert.All(links, l => Assert.True(Path.Exists(Path.Combine(folder, l)), $"{document} links to {l}, which is not there"));
    }

    [Fact]
    public void Evaluation_page_has_the_figures_of_the_results()
    {
        using var results = JsonDocument.Parse(File.ReadAllBytes(Sample.In("minnow", "eval_results.json")));
        var figures = Figures(results.RootElement).ToHashSet(StringComparer.Ordinal);
        var shown = Figure().Matches(File.ReadAllText(Sample.In("minnow", "EVALUATION.md"))).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        Assert.True(figures.Count > 15);
        Assert.Equal(figures.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Card_has_the_held_out_figure()
    {
        using var results = JsonDocument.Parse(File.ReadAllBytes(Sample.In("minnow", "eval_results.json")));
        var figure = results.RootElement.GetProperty("splits").GetProperty("heldout").GetProperty("bits_per_character").GetDecimal();
        Assert.Contains($"| **{figure.ToString("0.0000", CultureInfo.InvariantCulture)}** |", File.ReadAllText(Sample.In("minnow", "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_card_has_the_sizes_of_the_files()
    {
        var rows = FileRow().Matches(File.ReadAllText(Sample.In("minnow", "DATA_CARD.md")));
        Assert.Equal(7, rows.Count);
        Assert.All(rows, row =>
        {
            var bytes = File.ReadAllBytes(Sample.In("minnow", row.Groups[1].Value));
            Assert.Equal((row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value), (row.Groups[1].Value, Number(bytes.Count(b => b == '\n')), Number(bytes.Length)));
        });
    }

    [Fact]
    public void Sample_outputs_are_what_the_commands_print()
    {
        var blocks = Block().Matches(File.ReadAllText(Sample.In("minnow", "SAMPLES.md")));
        Assert.Equal(5, blocks.Count);
        Assert.All(blocks, block =>
        {
            var arguments = Option().Matches(block.Groups[1].Value).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Trim('"'), StringComparer.Ordinal);
            var lines = Commands.Generate(new ReleaseFolder(Sample.In("minnow")), Commands.Sampling(arguments));
            Assert.Equal(block.Groups[2].Value, string.Concat(lines.Select(l => l + "\n")));
        });
    }

    private static IEnumerable<string> Figures(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Figures(p.Value)),
        JsonValueKind.Number when !element.TryGetInt32(out _) => [element.GetDecimal().ToString("0.0000", CultureInfo.InvariantCulture)],
        _ => [],
    };

    private static string Number(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\d\.\d{4}")]
    private static partial Regex Figure();

    [GeneratedRegex(@"^\| \[[^\]]+\]\(([^)]+)\) \|[^|]*\| ([\d,]+) \| ([\d,]+) \|", RegexOptions.Multiline)]
    private static partial Regex FileRow();

    [GeneratedRegex(@"^```\n\$ minnow generate (.*)\n((?:(?!```).*\n)*)```", RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(--[a-z-]+) (""[^""]*""|\S+)")]
    private static partial Regex Option();
}
