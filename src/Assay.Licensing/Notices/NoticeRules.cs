using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Licensing;

/// <summary>A family of licenses whose name is followed or preceded by a version.</summary>
internal sealed record FamilyRule(ImmutableArray<string> Names, ImmutableDictionary<string, string> Versions, string? Default, string? Family, bool Gnu);

/// <summary>An address prefix and the license it means; <c>*</c> stands for the next part of the path.</summary>
internal sealed record UrlRule(string Prefix, string Id);

/// <summary>A sample: a text and the ids that must be found in it.</summary>
internal sealed record NoticeSample(DataNode Node, string Text, ImmutableArray<string> Ids, string? Expression);

/// <summary>The rules of <c>identification/notices.yaml</c>.</summary>
internal sealed class NoticeRules
{
    public ImmutableArray<FamilyRule> Families { get; private init; } = [];

    public ImmutableArray<(string Expression, ImmutableArray<string> Words)> Phrases { get; private init; } = [];

    /// <summary>Words that add an exception to a license named nearby; the expression is <c>WITH</c> and its id.</summary>
    public ImmutableArray<(string Expression, ImmutableArray<string> Words)> Exceptions { get; private init; } = [];

    public ImmutableArray<UrlRule> Urls { get; private init; } = [];

    public ImmutableArray<string> Grants { get; private init; } = [];

    public ImmutableArray<string> Mentions { get; private init; } = [];

    /// <summary>What the rules are tried on; read when they are asked for.</summary>
    public IEnumerable<NoticeSample> Samples => _samples is { } node ? ReadSamples(new StrictMap(node)) : [];

    private DataNode? _samples;

    /// <summary>Reads the rules; empty where the file is missing.</summary>
    /// <exception cref="KnowledgeException">The file is wrong.</exception>
    public static NoticeRules Load(DataTable knowledge)
    {
        if (knowledge.File("identification/notices.yaml") is not { } root) return new NoticeRules();
        var map = new StrictMap(root);
        map.Text("source");
        var cues = new StrictMap(map.Required("cues"));
        var rules = new NoticeRules
        {
            Families = [.. map.Nodes("families").Select(Family)],
            Phrases = [.. map.Nodes("phrases").Select(Phrase)],
            Exceptions = [.. map.Nodes("exceptions").Select(Exception)],
            Urls = [.. map.Nodes("urls").Select(Url)],
            Grants = [.. cues.Texts("grant")],
            Mentions = [.. cues.Texts("mention")],
            _samples = map.Required("samples"),
        };
        cues.Done();
        map.Done();
        return rules;
    }

    private static List<NoticeSample> ReadSamples(StrictMap map)
    {
        List<NoticeSample> samples = [.. map.Nodes("matches").Select(n => Sample(n, rejects: false)), .. map.Nodes("rejects").Select(n => Sample(n, rejects: true))];
        map.Done();
        return samples;
    }

    private static FamilyRule Family(DataNode node)
    {
        var map = new StrictMap(node);
        var versions = map.Optional("versions") is { } list ? list.Pairs().ToImmutableDictionary(p => p.Key, p => p.Value.Text, StringComparer.Ordinal) : ImmutableDictionary<string, string>.Empty;
        var rule = new FamilyRule([.. map.Texts("names")], versions, map.OptionalText("default"), map.OptionalText("family"), map.OptionalFlag("gnu") ?? false);
        map.Done();
        return rule;
    }

    private static (string Expression, ImmutableArray<string> Words) Phrase(DataNode node)
    {
        var map = new StrictMap(node);
        var rule = (map.Text("expression"), map.Texts("words").ToImmutableArray());
        map.Done();
        return rule;
    }

    private static (string Expression, ImmutableArray<string> Words) Exception(DataNode node)
    {
        var map = new StrictMap(node);
        var rule = ("WITH " + map.Text("id"), map.Texts("words").ToImmutableArray());
        map.Done();
        return rule;
    }

    private static UrlRule Url(DataNode node)
    {
        var map = new StrictMap(node);
        var rule = new UrlRule(map.Text("prefix"), map.Text("id"));
        map.Done();
        return rule;
    }

    private static NoticeSample Sample(DataNode node, bool rejects)
    {
        var map = new StrictMap(node);
        var sample = new NoticeSample(node, map.Text("text"), rejects ? [] : [.. map.Texts("ids")], rejects ? null : map.OptionalText("expression"));
        map.Done();
        return sample;
    }
}
