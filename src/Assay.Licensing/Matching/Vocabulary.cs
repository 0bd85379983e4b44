using Assay.Core;

namespace Assay.Licensing;

/// <summary>Our own list of words: those that may be shown from a hash, and those that turn a meaning.</summary>
internal sealed class Vocabulary(DataTable knowledge)
{
    private readonly Lazy<Lists> _lists = new(() => new Lists(knowledge));

    /// <summary>Reads <c>identification/vocabulary.yaml</c> strictly.</summary>
    /// <exception cref="KnowledgeException">The file is wrong.</exception>
    public static void Check(DataTable knowledge) => _ = new Lists(knowledge);

    /// <summary>The word of a hash, or null where it is not in the list.</summary>
    public string? Word(uint hash) => _lists.Value.Words.GetValueOrDefault(hash);

    /// <summary>Whether the words that turn a meaning (not, only, may, must, except ...) differ.</summary>
    public bool PolarityDiffers(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        var polarity = _lists.Value.Polarity;
        var balance = new Dictionary<uint, int>();
        foreach (var word in a)
        {
            if (polarity.Contains(word)) balance[word] = balance.GetValueOrDefault(word) + 1;
        }

        foreach (var word in b)
        {
            if (polarity.Contains(word)) balance[word] = balance.GetValueOrDefault(word) - 1;
        }

        return balance.Values.Any(v => v != 0);
    }

    private sealed class Lists
    {
        public Lists(DataTable knowledge)
        {
            for (var n = 0; n <= 2100; n++) Show(n.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (knowledge.File("identification/vocabulary.yaml") is not { } root) return;
            var map = new StrictMap(root);
            map.Text("source");
            foreach (var word in Split(map.Text("polarity")))
            {
                Polarity.Add(WordHash.Of(word));
                Show(word);
            }

            foreach (var word in Split(map.Text("shown"))) Show(word);
            map.Done();
        }

        public Dictionary<uint, string> Words { get; } = [];

        public HashSet<uint> Polarity { get; } = [];

        private void Show(string word) => Words[WordHash.Of(word)] = word;

        private static string[] Split(string words) => words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
    }
}
