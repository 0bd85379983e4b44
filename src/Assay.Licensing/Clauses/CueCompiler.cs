namespace Assay.Licensing;

/// <summary>The literals of all cues, numbered.</summary>
internal sealed class CueLiterals
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly List<bool> _open = [];

    /// <summary>Number of literals.</summary>
    public int Count => _texts.Count;

    /// <summary>Adds a literal; a star at its end lets the word go on.</summary>
    /// <returns>Its number.</returns>
    public int Add(string literal)
    {
        if (_ids.TryGetValue(literal, out var id)) return id;
        _open.Add(literal.EndsWith('*'));
        _texts.Add(_open[^1] ? literal[..^1] : literal);
        return _ids[literal] = _texts.Count - 1;
    }

    /// <summary>The words of a literal.</summary>
    public string Text(int literal) => _texts[literal];

    /// <summary>Whether its last word may go on.</summary>
    public bool IsOpen(int literal) => _open[literal];
}

/// <summary>Reads cues from their written form.</summary>
internal sealed class CueCompiler(CueLiterals literals, IReadOnlyDictionary<string, IReadOnlyList<string>> sets)
{
    /// <summary>Compiles a cue.</summary>
    /// <exception cref="FormatException">It is not well-formed; the message says what is wrong.</exception>
    public CuePattern Compile(string source)
    {
        var steps = new List<CuePattern.Step>();
        int? gap = null;
        var affirmed = false;
        foreach (var part in Parts(source))
        {
            if (part[0] == '~')
            {
                affirmed = part.StartsWith("~!", StringComparison.Ordinal);
                gap = int.TryParse(part.AsSpan(affirmed ? 2 : 1), out var n) && n is > 0 and <= 2_000 ? n : throw new FormatException($"the gap '{part}' must be a number from 1 to 2000");
                continue;
            }

            var optional = part.EndsWith('?');
            steps.Add(new CuePattern.Step([.. Alternatives(optional ? part[..^1] : part).Select(literals.Add).Distinct()], gap, optional, affirmed));
            (gap, affirmed) = (null, false);
        }

        if (steps.Count == 0 || gap is not null || steps[0].Optional) throw new FormatException("a cue starts with words that must be there and does not end with a gap");
        return new CuePattern(steps);
    }

    private static IEnumerable<string> Parts(string source)
    {
        var start = 0;
        var depth = 0;
        for (var i = 0; i <= source.Length; i++)
        {
            if (i < source.Length)
            {
                if (source[i] == '(') depth++;
                if (source[i] == ')') depth--;
                if (depth < 0) throw new FormatException("a parenthesis is closed that was not opened");
                if (depth > 0 || source[i] != ' ') continue;
            }

            if (i > start) yield return source[start..i];
            start = i + 1;
        }

        if (depth != 0) throw new FormatException("a parenthesis is not closed");
    }

    private IEnumerable<string> Alternatives(string part)
    {
        var inner = part[0] == '(' && part[^1] == ')' ? part[1..^1] : part;
        foreach (var choice in inner.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            if (choice[0] != '$')
            {
                if (choice.IndexOf('*', StringComparison.Ordinal) is >= 0 and var star && star < choice.Length - 1) throw new FormatException($"the star in '{choice}' must stand at its end");
                yield return choice;
                continue;
            }

            if (!sets.TryGetValue(choice[1..], out var set)) throw new FormatException($"the set '{choice}' is not defined in sets.yaml");
            foreach (var word in set.SelectMany(Alternatives)) yield return word;
        }
    }
}
