using Assay.Core;

namespace Assay.Licensing;

/// <summary>The cue grammar, read in place: a rule is made when a sentence first comes near it. Safe to use from several threads.</summary>
internal sealed class ClauseGrammar
{
    private readonly PackedTable _index;
    private readonly Dictionary<string, Range> _files = new(StringComparer.Ordinal);
    private readonly ClauseRule?[] _rules;
    private readonly CuePattern?[] _patterns;
    private readonly int[]?[] _groups;

    private ClauseGrammar(PackedTable index)
    {
        _index = index;
        Lexicon = new CueLexicon(index);
        Reader = new SentenceReader(this, index);
        _rules = new ClauseRule?[index.Part(LicensePart.Rules).Length / ClauseGrammarWriter.RuleInts];
        _patterns = new CuePattern?[Math.Max(0, index.Part(LicensePart.PatternStarts).Length - 1)];
        _groups = new int[]?[Math.Max(0, index.Part(LicensePart.GroupStarts).Length - 1)];
        var files = index.Part(LicensePart.RuleFiles);
        for (; files.Length > 0; files = files[ClauseGrammarWriter.FileInts..]) _files[index.Text(files[0])] = new Range(files[1], files[1] + files[2]);
    }

    /// <summary>Opens the grammar.</summary>
    /// <exception cref="KnowledgeException">A file breaks the format.</exception>
    public static ClauseGrammar Load(DataTable knowledge) => new(LicenseIndex.Of(knowledge));

    /// <summary>The tree of all literals.</summary>
    public CueLexicon Lexicon { get; }

    /// <summary>What the rules find in sentences.</summary>
    public SentenceReader Reader { get; }

    /// <summary>Number of rules.</summary>
    public int Count => _rules.Length;

    /// <summary>The rules of a file, strictest value first.</summary>
    public Range Rules(string file) => _files.TryGetValue(file, out var rules) ? rules : default;

    /// <summary>A rule.</summary>
    public ClauseRule Rule(int number) => _rules[number] ??= ReadRule(_index.Part(LicensePart.Rules).Slice(ClauseGrammarWriter.RuleInts * number, ClauseGrammarWriter.RuleInts));

    private ClauseRule ReadRule(ReadOnlySpan<int> row) => new()
    {
        Id = _index.Text(row[0]),
        Value = _index.Text(row[1]),
        Certainty = (Certainty)row[2],
        Skip = (SentenceKind)row[3],
        DefinitionsOnly = row[4] != 0,
        Match = Patterns(row[5], row[6]),
        With = Patterns(row[7], row[8]),
        Unless = Patterns(row[9], row[10]),
        Guards = Patterns(row[11], row[12]),
        Needs = Patterns(row[13], row[14]),
        Matches = [],
        Rejects = [],
    };

    private CuePattern[] Patterns(int first, int count)
    {
        if (count == 0) return [];
        var patterns = new CuePattern[count];
        var numbers = _index.Part(LicensePart.RulePatterns).Slice(first, count);
        for (var i = 0; i < count; i++) patterns[i] = _patterns[numbers[i]] ??= ReadPattern(numbers[i]);
        return patterns;
    }

    private CuePattern ReadPattern(int number)
    {
        var starts = _index.Part(LicensePart.PatternStarts);
        var rows = _index.Part(LicensePart.Steps)[(ClauseGrammarWriter.StepInts * starts[number])..(ClauseGrammarWriter.StepInts * starts[number + 1])];
        var steps = new CuePattern.Step[rows.Length / ClauseGrammarWriter.StepInts];
        for (var i = 0; i < steps.Length; i++)
        {
            var row = rows.Slice(ClauseGrammarWriter.StepInts * i, ClauseGrammarWriter.StepInts);
            steps[i] = new CuePattern.Step(Group(row[0]), row[1] < 0 ? null : row[1], (row[2] & ClauseGrammarWriter.Optional) != 0, (row[2] & ClauseGrammarWriter.Affirmed) != 0);
        }

        return new CuePattern(steps);
    }

    private int[] Group(int number)
    {
        var starts = _index.Part(LicensePart.GroupStarts);
        return _groups[number] ??= _index.Part(LicensePart.GroupLiterals)[starts[number]..starts[number + 1]].ToArray();
    }
}
