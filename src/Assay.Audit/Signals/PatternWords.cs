using System.Text;
using Assay.Core;

namespace Assay.Audit;

/// <summary>Words in capitals that stand for a longer pattern in all rules of a file, and the rewriting of patterns to regular expressions.</summary>
internal sealed class PatternWords
{
    private readonly List<(string Word, string Pattern)> _words = [];

    /// <summary>Reads the words of a file.</summary>
    public PatternWords(StrictMap file)
    {
        foreach (var node in file.Nodes("words"))
        {
            var map = new StrictMap(node);
            _words.Add((map.Text("word"), $"({map.Text("stands-for")})"));
            map.Done();
            if (!_words[^1].Word.All(char.IsAsciiLetterUpper)) throw KnowledgeException.At(node, $"the word '{_words[^1].Word}' must be written in capitals, so that it cannot be a part of a pattern");
        }
    }

    /// <summary>The regular expression of an optional key, or null.</summary>
    public string? Optional(StrictMap map, string key) => map.OptionalText(key) is { } pattern ? Expression(pattern, key, map.Node) : null;

    /// <summary>The regular expression of a list of alternatives.</summary>
    public string AnyOf(StrictMap map, string key)
    {
        var patterns = map.Texts(key);
        return patterns.Count > 0 ? Expression(string.Join('|', patterns), key, map.Node) : throw KnowledgeException.At(map.Node, $"the key '{key}' is missing; add it");
    }

    /// <summary>A blank in a pattern stands for any white space; unbounded dots are refused, because the texts are hostile.</summary>
    public string Expression(string pattern, string key, DataNode node)
    {
        foreach (var (word, standsFor) in _words) pattern = pattern.Replace(word, standsFor, StringComparison.Ordinal);
        if (pattern.Contains(".*", StringComparison.Ordinal) || pattern.Contains(".+", StringComparison.Ordinal)) throw KnowledgeException.At(node, $"'{key}' has an unbounded dot; write .{{0,80}}");
        return WithAnySpace(pattern);
    }

    private static string WithAnySpace(string pattern)
    {
        var spaced = new StringBuilder(pattern.Length + 16);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                spaced.Append(c).Append(pattern[++i]);
                continue;
            }

            if (c is '[' or ']') inClass = c == '[';
            if (c != ' ') spaced.Append(c);
            else spaced.Append(inClass || (i + 1 < pattern.Length && pattern[i + 1] is '{' or '?' or '*' or '+') ? @"\s" : @"\s+");
        }

        return spaced.ToString();
    }
}
