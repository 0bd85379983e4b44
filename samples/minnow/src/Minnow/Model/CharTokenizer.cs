using System.Text.Json;

namespace Minnow.Model;

/// <summary>One token a character: the line end, the space, four marks and the letters a to z.</summary>
public sealed class CharTokenizer
{
    /// <summary>The line end: it closes each sentence and stands for "nothing before".</summary>
    public const int LineEnd = 0;

    private readonly string alphabet;
    private readonly Dictionary<char, int> ids;

    private CharTokenizer(string alphabet)
    {
        if (alphabet.Length == 0 || alphabet[0] != '\n') throw new InvalidDataException("tokenizer.json: the first character of the alphabet must be the line end");
        this.alphabet = alphabet;
        ids = alphabet.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i);
    }

    /// <summary>Number of tokens.</summary>
    public int Count => alphabet.Length;

    /// <summary>Reads <c>tokenizer.json</c>: the alphabet in the order of its ids.</summary>
    public static CharTokenizer Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return new CharTokenizer(string.Concat(json.RootElement.GetProperty("alphabet").EnumerateArray().Select(c => c.GetString())));
    }

    /// <summary>Whether each character of the text has a token.</summary>
    public bool Knows(string text) => text.All(ids.ContainsKey);

    /// <summary>Ids of a text whose characters are all known.</summary>
    public int[] Encode(string text) => [.. text.Select(c => ids.TryGetValue(c, out var id) ? id : throw new InvalidDataException($"'{c}' is not one of the {Count} characters of the tokenizer"))];

    /// <summary>The character of an id.</summary>
    public char Decode(int id) => alphabet[id];
}
