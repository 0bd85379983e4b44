using Assay.Core;

namespace Assay.Licensing;

/// <summary>The cue grammar as it is written: <c>knowledge/licenses/clauses/*.yaml</c>, one file a clause code, with <c>sets.yaml</c> of named alternatives.</summary>
internal sealed class ClauseGrammarSource
{
    private const string Folder = "licenses/clauses/";
    private const string SetsFile = Folder + "sets.yaml";

    private static readonly Dictionary<string, Certainty> Certainties = new(StringComparer.Ordinal)
    {
        ["stated"] = Certainty.Stated,
        ["derived"] = Certainty.Derived,
        ["doubtful"] = Certainty.Doubtful,
    };

    private static readonly Dictionary<string, SentenceKind> Kinds = new(StringComparer.Ordinal)
    {
        ["definitions"] = SentenceKind.Definition,
        ["disclaimers"] = SentenceKind.Disclaimer,
        ["preamble"] = SentenceKind.Preamble,
        ["headings"] = SentenceKind.Heading,
        ["requests"] = SentenceKind.Request,
    };

    private readonly List<(string Name, IReadOnlyList<ClauseRule> Rules)> _files = [];

    private ClauseGrammarSource()
    {
    }

    /// <summary>All literals of all cues.</summary>
    public CueLiterals Literals { get; } = new();

    /// <summary>The files by the stem of their names, with their rules: strictest value first.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<ClauseRule> Rules)> Files => _files;

    /// <summary>Reads the grammar strictly.</summary>
    /// <exception cref="KnowledgeException">A file breaks the format.</exception>
    public static ClauseGrammarSource Read(DataTable knowledge)
    {
        var grammar = new ClauseGrammarSource();
        var compiler = new CueCompiler(grammar.Literals, Sets(knowledge));
        foreach (var (path, root) in knowledge.Below(Folder))
        {
            if (path != SetsFile) grammar._files.Add((Path.GetFileNameWithoutExtension(path), ReadFile(root, compiler)));
        }

        return grammar;
    }

    private static Dictionary<string, IReadOnlyList<string>> Sets(DataTable knowledge)
    {
        var sets = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (knowledge.File(SetsFile) is not { } root) return sets;
        var map = new StrictMap(root);
        _ = map.Text("source");
        foreach (var (name, _, value) in map.Required("sets").Pairs()) sets[name] = [.. value.Items(orScalar: true).Select(i => i.Text)];
        map.Done();
        return sets;
    }

    private static List<ClauseRule> ReadFile(DataNode root, CueCompiler compiler)
    {
        var map = new StrictMap(root);
        _ = map.Text("source");
        _ = map.Text("about");
        var (with, unless) = (Patterns(map, "with", compiler), Patterns(map, "unless", compiler));
        var rules = map.Nodes("rules").Select(n => ReadRule(n, compiler, with, unless)).ToList();
        map.Done();
        return rules;
    }

    private static ClauseRule ReadRule(DataNode node, CueCompiler compiler, List<CuePattern> with, List<CuePattern> unless)
    {
        var map = new StrictMap(node);
        var also = map.Texts("also").Aggregate(SentenceKind.Operative, (k, name) => k | (Kinds.TryGetValue(name, out var kind) ? kind : throw KnowledgeException.At(node, $"'also' takes {string.Join(", ", Kinds.Keys)}, not '{name}'")));
        var own = Patterns(map, "with", compiler);
        var rule = new ClauseRule
        {
            Id = map.Text("id"),
            Value = map.Text("value"),
            Certainty = map.Choice("certainty", Certainties, Certainty.Stated),
            Match = Patterns(map, "match", compiler),
            With = own.Count > 0 ? own : with,
            Unless = Patterns(map, "unless", compiler),
            Guards = unless,
            Needs = Patterns(map, "needs", compiler),
            DefinitionsOnly = map.OptionalFlag("definitionsOnly") ?? false,
            Skip = (SentenceKind.Definition | SentenceKind.Disclaimer | SentenceKind.Preamble | SentenceKind.Heading | SentenceKind.Request) & ~also,
            Matches = map.Texts("matches"),
            Rejects = map.Texts("rejects"),
        };
        map.Done();
        return rule.Match.Count > 0 ? rule : throw KnowledgeException.At(node, $"the rule '{rule.Id}' has no 'match'; add at least one cue");
    }

    private static List<CuePattern> Patterns(StrictMap map, string key, CueCompiler compiler)
    {
        var patterns = new List<CuePattern>();
        foreach (var node in map.Nodes(key))
        {
            try
            {
                patterns.Add(compiler.Compile(node.Text));
            }
            catch (FormatException e)
            {
                throw KnowledgeException.At(node, e.Message);
            }
        }

        return patterns;
    }
}
