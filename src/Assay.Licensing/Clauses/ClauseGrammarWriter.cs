namespace Assay.Licensing;

/// <summary>
/// Writes the clause grammar into the index. A row of a rule: id, value, certainty, kinds skipped, whether definitions only,
/// then first and number of its patterns in <see cref="LicensePart.RulePatterns"/>: match, with, unless, guards, needs.
/// Alternatives that several places share are one group. A pattern is looked at only where its anchor is found: the place whose words stand in the fewest groups.
/// </summary>
internal sealed class ClauseGrammarWriter
{
    public const int RuleInts = 15;
    public const int StepInts = 3;
    public const int FileInts = 3;
    public const int Optional = 1;
    public const int Affirmed = 2;

    private readonly Dictionary<string, int> _groups = new(StringComparer.Ordinal);
    private readonly List<int[]> _groupLiterals = [];
    private readonly Dictionary<CuePattern, int> _patterns = [];
    private readonly List<CuePattern> _inOrder = [];
    private readonly List<int> _steps = [];
    private readonly List<int> _starts = [0];
    private readonly List<int> _rulePatterns = [];
    private readonly List<int> _rules = [];
    private readonly List<(int Pattern, int Rule)> _looked = [];

    /// <summary>Writes a grammar.</summary>
    public static void Write(PackedWriter writer, ClauseGrammarSource source)
    {
        CueTreeBuilder.Write(writer, source.Literals);
        var grammar = new ClauseGrammarWriter();
        var files = new List<int>();
        foreach (var (name, rules) in source.Files)
        {
            files.AddRange([writer.Text(name), grammar._rules.Count / RuleInts, rules.Count]);
            foreach (var rule in rules) grammar.Add(writer, rule);
        }

        writer.Part(LicensePart.RuleFiles, files);
        grammar.Write(writer, source.Literals.Count);
    }

    private void Add(PackedWriter writer, ClauseRule rule)
    {
        var number = _rules.Count / RuleInts;
        _rules.AddRange([writer.Text(rule.Id), writer.Text(rule.Value), (int)rule.Certainty, (int)rule.Skip, rule.DefinitionsOnly ? 1 : 0]);
        foreach (var patterns in (IReadOnlyList<CuePattern>[])[rule.Match, rule.With, rule.Unless, rule.Guards, rule.Needs])
        {
            _rules.AddRange([_rulePatterns.Count, patterns.Count]);
            _rulePatterns.AddRange(patterns.Select(Pattern));
        }

        _looked.AddRange(rule.Match.Select(p => (Pattern(p), number)));
        _looked.AddRange(rule.Needs.Select(p => (Pattern(p), ~number)));
    }

    private int Pattern(CuePattern pattern)
    {
        if (_patterns.TryGetValue(pattern, out var known)) return known;
        foreach (var step in pattern.Steps) _steps.AddRange([Group(step.Literals), step.Gap ?? -1, (step.Optional ? Optional : 0) | (step.Affirmed ? Affirmed : 0)]);
        _starts.Add(_steps.Count / StepInts);
        _inOrder.Add(pattern);
        return _patterns[pattern] = _inOrder.Count - 1;
    }

    private int Group(int[] literals)
    {
        var key = string.Join(' ', literals);
        if (_groups.TryGetValue(key, out var known)) return known;
        _groupLiterals.Add(literals);
        return _groups[key] = _groupLiterals.Count - 1;
    }

    private void Write(PackedWriter writer, int literals)
    {
        var groupsOf = new List<int>[literals];
        for (var l = 0; l < literals; l++) groupsOf[l] = [];
        for (var g = 0; g < _groupLiterals.Count; g++)
        {
            foreach (var literal in _groupLiterals[g]) groupsOf[literal].Add(g);
        }

        var anchors = new List<int>[_groupLiterals.Count];
        for (var g = 0; g < anchors.Length; g++) anchors[g] = [];
        foreach (var (pattern, rule) in _looked) anchors[Anchor(pattern, groupsOf)].AddRange([pattern, rule]);
        Lists(writer, LicensePart.LiteralGroupStarts, LicensePart.LiteralGroups, groupsOf);
        Lists(writer, LicensePart.GroupStarts, LicensePart.GroupLiterals, _groupLiterals);
        Lists(writer, LicensePart.AnchorStarts, LicensePart.Anchors, anchors);
        writer.Part(LicensePart.Steps, _steps);
        writer.Part(LicensePart.PatternStarts, _starts);
        writer.Part(LicensePart.RulePatterns, _rulePatterns);
        writer.Part(LicensePart.Rules, _rules);
    }

    private int Anchor(int pattern, List<int>[] groupsOf) =>
        _inOrder[pattern].Steps.Where(s => !s.Optional).Select(s => Group(s.Literals)).MinBy(g => _groupLiterals[g].Sum(l => groupsOf[l].Count));

    private static void Lists(PackedWriter writer, LicensePart starts, LicensePart items, IReadOnlyList<IReadOnlyList<int>> lists)
    {
        var (at, all) = (new List<int> { 0 }, new List<int>());
        foreach (var list in lists)
        {
            all.AddRange(list);
            at.Add(all.Count);
        }

        writer.Part(starts, at);
        writer.Part(items, all);
    }
}
