using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Audit;

/// <summary>
/// Rules on what sentences say of things: a file of <c>knowledge/signals</c> gives the things (<c>the training code</c>) and the sayings
/// (<c>THING is not released</c>), and each pair for which a thing has samples is a rule, matched sentence by sentence.
/// </summary>
internal static class StatementRules
{
    private static readonly Dictionary<string, Stance> Stances = new(StringComparer.Ordinal)
    {
        ["denies"] = Stance.Denies,
        ["promises"] = Stance.Promises,
        ["states"] = Stance.States,
    };

    /// <summary>The rules of a file; none where it has no sayings.</summary>
    public static IEnumerable<SignalRule> Read(StrictMap file, PatternWords words)
    {
        var sayings = file.Nodes("sayings").Select(Saying.Read).ToList();
        foreach (var node in file.Nodes("things"))
        {
            foreach (var rule in OfThing(new StrictMap(node), sayings, words)) yield return rule;
        }
    }

    private static List<SignalRule> OfThing(StrictMap map, List<Saying> sayings, PatternWords words)
    {
        var component = SignalBook.Component(map);
        var triggers = map.Texts("triggers").Select(t => t.ToLowerInvariant()).ToImmutableArray();
        var named = $"({map.Text("named")})";
        var unless = map.OptionalText("unless");
        var notSection = map.OptionalText("not-section");
        var neither = map.Texts("neither").ToImmutableArray();
        var rules = new List<SignalRule>();
        foreach (var saying in sayings)
        {
            var samples = map.Texts(saying.Word);
            if (samples.Count == 0) continue;
            var patterns = string.Join('|', saying.Patterns.Select(p => p.Replace("THING", named, StringComparison.Ordinal)));
            var except = string.Join('|', new[] { saying.Unless, unless }.Where(u => u is { Length: > 0 }));
            rules.Add(new SignalRule(words.Expression(patterns, "patterns", map.Node), except.Length == 0 ? null : words.Expression(except, "unless", map.Node), null, notSection)
            {
                Id = $"{saying.Word}.{component.Value}",
                Component = component,
                On = SignalTarget.Text,
                Says = Stances[saying.Word],
                BySentence = true,
                Triggers = triggers,
                Matches = [.. samples],
                Rejects = neither,
            });
        }

        map.Done();
        if (triggers.IsEmpty || neither.IsEmpty || rules.Count == 0) throw KnowledgeException.At(map.Node, $"the thing '{component.Value}' needs triggers, samples of what is said of it, and samples under 'neither'");
        return rules;
    }

    private sealed record Saying(string Word, IReadOnlyList<string> Patterns, string? Unless)
    {
        public static Saying Read(DataNode node)
        {
            var map = new StrictMap(node);
            var saying = new Saying(map.Text("says"), map.Texts("patterns"), map.OptionalText("unless"));
            map.Done();
            if (!Stances.ContainsKey(saying.Word)) throw KnowledgeException.At(node, $"'says' takes {string.Join(", ", Stances.Keys)}, not '{saying.Word}'");
            return saying.Patterns.Count > 0 ? saying : throw KnowledgeException.At(node, "the key 'patterns' is missing; add what is said, with THING where the thing stands");
        }
    }
}
