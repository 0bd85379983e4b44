using Assay.Core;

namespace Assay.Licensing;

/// <summary>Our own list of words: those that may be shown from a hash, and those that turn a meaning.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<uint, string> _words = [];
    private readonly HashSet<uint> _polarity = [];

    private Vocabulary()
    {
        for (var n = 0; n <= 2100; n++) _words[WordHash.Of(n.ToString(System.Globalization.CultureInfo.InvariantCulture))] = n.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Reads <c>identification/vocabulary.yaml</c>.</summary>
    /// <exception cref="KnowledgeException">The file is wrong.</exception>
    public static Vocabulary Load(DataTable knowledge)
    {
        var vocabulary = new Vocabulary();
        if (knowledge.File("identification/vocabulary.yaml") is not { } root) return vocabulary;
        var map = new StrictMap(root);
        map.Text("source");
        foreach (var word in Split(map.Text("polarity")))
        {
            vocabulary._polarity.Add(WordHash.Of(word));
            vocabulary._words[WordHash.Of(word)] = word;
        }

        foreach (var word in Split(map.Text("shown"))) vocabulary._words[WordHash.Of(word)] = word;
        map.Done();
        return vocabulary;
    }

    /// <summary>The word of a hash, or null where it is not in the list.</summary>
    public string? Word(uint hash) => _words.GetValueOrDefault(hash);

    /// <summary>Whether the words that turn a meaning (not, only, may, must, except ...) differ.</summary>
    public bool PolarityDiffers(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        var balance = new Dictionary<uint, int>();
        foreach (var word in a)
        {
            if (_polarity.Contains(word)) balance[word] = balance.GetValueOrDefault(word) + 1;
        }

        foreach (var word in b)
        {
            if (_polarity.Contains(word)) balance[word] = balance.GetValueOrDefault(word) - 1;
        }

        return balance.Values.Any(v => v != 0);
    }

    private static string[] Split(string words) => words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
