using Assay.Formats;
using CsCheck;

namespace Assay.Licensing.Tests;

public sealed class LicenseIndexTests
{
    private static readonly string[] Literals = ["you may", "may", "may not", "use*", "not", "使用", "不得使用", "(c)", "use", "not use"];
    private static readonly string[] Others = [" ", "d", ".", "得", "x"];

    [Fact]
    public void The_same_knowledge_gives_the_same_bytes() => Assert.Equal(LicenseIndex.Compile(LabeledLicenses.Knowledge), LicenseIndex.Compile(LabeledLicenses.Knowledge));

    [Fact]
    public void Damaged_bytes_are_refused() => Assert.Throws<InvalidDataException>(() => new PackedTable(new byte[64]));

    [Fact]
    public void Slots_find_every_key_and_no_other() =>
        Gen.String[Gen.Char["abAB1.-中"], 0, 6].Array[0, 40].Sample(keys =>
        {
            var entries = keys.Distinct(StringComparer.OrdinalIgnoreCase).Select((k, i) => KeyValuePair.Create(k, i)).ToList();
            var writer = new PackedWriter();
            writer.Part(LicensePart.LicenseIds, PackedSlots.Write(writer, entries, fold: true));
            var table = new PackedTable(writer.Build());
            return entries.TrueForAll(e => PackedSlots.Find(table, LicensePart.LicenseIds, e.Key.ToUpperInvariant(), fold: true) == e.Value)
                && PackedSlots.Find(table, LicensePart.LicenseIds, "no such key", fold: true) == -1;
        });

    [Fact]
    public void The_tree_finds_what_a_search_for_each_literal_finds()
    {
        var (literals, writer) = (new CueLiterals(), new PackedWriter());
        foreach (var literal in Literals) literals.Add(literal);
        CueTreeBuilder.Write(writer, literals);
        var lexicon = new CueLexicon(new PackedTable(writer.Build()));
        Gen.Int[0, Literals.Length + Others.Length - 1].Select(i => i < Literals.Length ? Literals[i].TrimEnd('*') : Others[i - Literals.Length]).Array[0, 24].Select(string.Concat).Sample(text =>
        {
            var found = lexicon.Find(text).All.ToArray().Select(p => (p.Literal, p.Start, p.End));
            return found.SequenceEqual(Literals.SelectMany((l, i) => Places(text, l).Select(at => (i, at.Start, at.End))));
        });
    }

    [Theory]
    [InlineData("iv) a text", "iv")]
    [InlineData("B. a text", "B")]
    [InlineData("(b) a text", "b")]
    [InlineData("（一）条文", "一")]
    [InlineData("第三条 条文", "三")]
    [InlineData("§ 4.2 A text", "4.2")]
    [InlineData("Section 7. A text", "7")]
    [InlineData("ANNEX B", "Annex B")]
    [InlineData("via a text", null)]
    [InlineData("Done. A text", null)]
    [InlineData("vi", null)]
    public void Marks_of_sections_are_read(string line, string? label) => Assert.Equal(label, SectionLabels.Read(line).Select(l => l.Text).LastOrDefault());

    [Fact]
    public void Folded_characters_know_where_they_came_from() =>
        Gen.String[Gen.Char["aB* \n\t-“（中，`"], 0, 60].Sample(text =>
        {
            var folded = FoldedText.Of(text, 0, text.Length);
            return Enumerable.Range(0, folded.Text.Length).All(i => Same(folded.Text[i], text[folded.SourceOf(i)]));
        });

    [Fact]
    public void What_was_read_before_changes_nothing()
    {
        const string Text = "You may use the Model. You may not use it for military purposes.\n\nThe rights end if you breach this Agreement.";
        var (fresh, used) = (new ClauseAnalyzer(LabeledLicenses.Knowledge), new ClauseAnalyzer(LabeledLicenses.Knowledge));
        used.Analyze(TextDocument.Of("other", "Intro\n\n" + Text));
        Assert.Equal(fresh.Analyze(TextDocument.Of("t", Text)).Facts, used.Analyze(TextDocument.Of("t", Text)).Facts);
    }

    private static bool Same(char folded, char source) => folded switch
    {
        ' ' => char.IsWhiteSpace(source) || source is '*' or '`',
        '"' => source is '"' or '“',
        '(' => source is '(' or '（',
        ',' => source is ',' or '，',
        _ => folded == char.ToLowerInvariant(source),
    };

    private static IEnumerable<(int Start, int End)> Places(string text, string literal)
    {
        var (words, open) = (literal.TrimEnd('*'), literal.EndsWith('*'));
        for (var at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            var end = at + words.Length;
            if ((at == 0 || !IsLetter(text[at]) || !IsLetter(text[at - 1])) && (open || end == text.Length || !IsLetter(text[end - 1]) || !IsLetter(text[end]))) yield return (at, end);
        }
    }

    private static bool IsLetter(char c) => char.IsAsciiLetterOrDigit(c);
}
