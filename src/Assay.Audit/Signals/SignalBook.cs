using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Audit;

/// <summary>All rules of <c>knowledge/signals</c>, read strictly.</summary>
public sealed class SignalBook
{
    private static readonly Dictionary<string, SignalTarget> Targets = new(StringComparer.Ordinal)
    {
        ["path"] = SignalTarget.Path,
        ["text"] = SignalTarget.Text,
        ["link"] = SignalTarget.Link,
        ["local-link"] = SignalTarget.LocalLink,
        ["code"] = SignalTarget.Code,
    };

    private static readonly Dictionary<string, Stance> Stances = new(StringComparer.Ordinal)
    {
        ["shows"] = Stance.Shows,
        ["part"] = Stance.Part,
        ["links"] = Stance.Links,
        ["links-part"] = Stance.LinksPart,
        ["states"] = Stance.States,
        ["promises"] = Stance.Promises,
        ["denies"] = Stance.Denies,
        ["mentions"] = Stance.Mentions,
        ["topic"] = Stance.Topic,
    };

    private static readonly Dictionary<string, FileRole> Roles = new(StringComparer.Ordinal)
    {
        ["card"] = FileRole.Card,
        ["readme"] = FileRole.Readme,
        ["document"] = FileRole.Document,
        ["code"] = FileRole.Code,
        ["config"] = FileRole.Config,
    };

    private SignalBook(ImmutableArray<SignalRule> rules)
    {
        Rules = rules;
        Paths = [.. rules.Where(r => r.On == SignalTarget.Path)];
        PathIndex = new TriggerIndex(Paths);
        Texts = new TriggerIndex([.. rules.Where(r => r.On == SignalTarget.Text)]);
        Links = new TriggerIndex([.. rules.Where(r => r.On == SignalTarget.Link)]);
        LocalLinks = new TriggerIndex([.. rules.Where(r => r.On == SignalTarget.LocalLink)]);
        Code = new TriggerIndex([.. rules.Where(r => r.On == SignalTarget.Code)]);
    }

    /// <summary>All rules in the order of the files.</summary>
    public ImmutableArray<SignalRule> Rules { get; }

    /// <summary>The rules for paths.</summary>
    public ImmutableArray<SignalRule> Paths { get; }

    internal TriggerIndex PathIndex { get; }

    internal TriggerIndex Texts { get; }

    internal TriggerIndex Links { get; }

    internal TriggerIndex LocalLinks { get; }

    internal TriggerIndex Code { get; }

    /// <summary>Reads the rules.</summary>
    /// <exception cref="KnowledgeException">A file is wrong; the message has file and line.</exception>
    public static SignalBook Load(DataTable knowledge)
    {
        var rules = ImmutableArray.CreateBuilder<SignalRule>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, root) in knowledge.Below("signals/"))
        {
            var file = new StrictMap(root);
            file.Text("source");
            file.OptionalText("about");
            var words = new PatternWords(file);
            foreach (var node in file.Nodes("rules"))
            {
                var rule = Rule(node, words);
                if (!ids.Add(rule.Id)) throw KnowledgeException.At(node, $"the rule '{rule.Id}' is defined twice; rename one");
                rules.Add(rule);
            }

            rules.AddRange(StatementRules.Read(file, words));
            file.Done();
        }

        return new SignalBook(rules.DrainToImmutable());
    }

    private static SignalRule Rule(DataNode node, PatternWords words)
    {
        var map = new StrictMap(node);
        var rule = new SignalRule(words.AnyOf(map, "pattern"), words.Optional(map, "unless"), words.Optional(map, "section"), words.Optional(map, "not-section"), words.Optional(map, "unless-before"))
        {
            Id = map.Text("id"),
            Component = Component(map),
            On = map.Choice("on", Targets),
            Says = map.Choice("says", Stances),
            Topic = map.OptionalText("topic"),
            Stage = map.OptionalText("stage"),
            BySentence = map.OptionalFlag("by-sentence") ?? false,
            AtLeast = (int)(map.OptionalNumber("at-least") ?? 1),
            In = [.. map.Texts("in").Select(r => Roles.TryGetValue(r, out var role) ? role : throw KnowledgeException.At(node, $"'{r}' is no role of a file; known are {string.Join(", ", Roles.Keys)}"))],
            Triggers = [.. map.Texts("triggers").Select(t => t.ToLowerInvariant())],
            Matches = [.. map.Texts("matches")],
            Rejects = [.. map.Texts("rejects")],
        };
        map.Done();
        if (rule.On != SignalTarget.Path && rule.Triggers.IsEmpty) throw KnowledgeException.At(node, $"the rule '{rule.Id}' needs triggers: words that must occur before its pattern is tried");
        if (rule.Matches.IsEmpty || rule.Rejects.IsEmpty) throw KnowledgeException.At(node, $"the rule '{rule.Id}' needs samples: matches and rejects");
        return rule;
    }

    /// <summary>The component that a rule speaks of.</summary>
    internal static ComponentId Component(StrictMap map)
    {
        var component = map.Text("component");
        return ComponentId.TryParse(component, out var id) ? id : throw KnowledgeException.At(map.Node, $"'{component}' is no component; see components.yaml");
    }
}
