using System.Text;
using Minnow.Numerics;

namespace Minnow.Data;

/// <summary>Makes the raw sentences: templates filled from the tables of animals and phrases, after the sentences written by hand.</summary>
public sealed class CorpusGenerator
{
    private const int Sentences = 4500;
    private const ulong Seed = 20261124;

    private readonly SplitMix64 random = new(Seed);
    private readonly List<Dictionary<string, string>> animals;
    private readonly Dictionary<string, string[]> phrases;
    private readonly string[] templates;
    private readonly string[] handwritten;

    /// <summary>Reads the four tables of <c>data/sources</c>.</summary>
    public CorpusGenerator(string sources)
    {
        animals = Rows(Path.Combine(sources, "animals.tsv"));
        phrases = Rows(Path.Combine(sources, "phrases.tsv")).GroupBy(r => r["slot"]).ToDictionary(g => g.Key, g => g.Select(r => r["phrase"]).ToArray());
        templates = File.ReadAllLines(Path.Combine(sources, "templates.txt"));
        handwritten = File.ReadAllLines(Path.Combine(sources, "handwritten.txt"));
    }

    /// <summary>All raw sentences, one a line: first those written by hand, then the generated ones.</summary>
    public IReadOnlyList<string> Generate() => [.. handwritten, .. Enumerable.Range(0, Sentences).Select(_ => Sentence())];

    private string Sentence()
    {
        var template = Pick(templates);
        var animal = Pick(animals);
        var other = Pick(animals);
        while (other == animal) other = Pick(animals);
        var text = new StringBuilder();
        for (var at = 0; at < template.Length;)
        {
            if (template[at] != '{')
            {
                text.Append(template[at++]);
                continue;
            }

            var close = template.IndexOf('}', at);
            var slot = template[(at + 1)..close];
            var words = Fill(slot.ToLowerInvariant(), animal, other);
            text.Append(char.IsUpper(slot[0]) ? char.ToUpperInvariant(words[0]) + words[1..] : words);
            at = close + 1;
        }

        return Articles(text.ToString());
    }

    private string Fill(string slot, Dictionary<string, string> animal, Dictionary<string, string> other) => slot switch
    {
        "an" => "a(n)",
        "other" => other["animal"],
        "look2" => other["look"],
        _ when phrases.TryGetValue(slot, out var choices) => Pick(choices),
        _ => animal[slot],
    };

    /// <summary>Settles "a(n)" by the letter that follows.</summary>
    private static string Articles(string text)
    {
        for (var at = text.IndexOf("(n) ", StringComparison.Ordinal); at >= 0; at = text.IndexOf("(n) ", StringComparison.Ordinal))
        {
            var vowel = "aeiou".Contains(text[at + 4], StringComparison.Ordinal);
            text = text[..at] + (vowel ? "n " : " ") + text[(at + 4)..];
        }

        return text;
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Below(choices.Count)];

    private static List<Dictionary<string, string>> Rows(string file)
    {
        var lines = File.ReadAllLines(file);
        var names = lines[0].Split('\t');
        return [.. lines.Skip(1).Select(line => names.Zip(line.Split('\t')).ToDictionary(p => p.First, p => p.Second))];
    }
}
