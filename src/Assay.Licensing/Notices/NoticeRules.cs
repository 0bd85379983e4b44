using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Licensing;

/// <summary>A family of licenses whose name is followed or preceded by a version.</summary>
internal sealed record FamilyRule(ImmutableArray<string> Names, ImmutableDictionary<string, string> Versions, string? Default, string? Family, bool Gnu);

/// <summary>An address prefix and the license it means; <c>*</c> stands for the next part of the path.</summary>
internal sealed record UrlRule(string Prefix, string Id);

/// <summary>A sample: a text and the ids that must be found in it.</summary>
internal sealed record NoticeSample(DataNode Node, string Text, ImmutableArray<string> Ids, string? Expression);

/// <summary>The rules of <c>identification/notices.yaml</c>; each list is read when it is asked for.</summary>
internal sealed class NoticeRules
{
    private readonly Lazy<ImmutableArray<FamilyRule>> _families;
    private readonly Lazy<ImmutableArray<UrlRule>> _urls;
    private readonly DataNode? _root;

    private NoticeRules(DataNode? root)
    {
        _root = root;
        _families = new(() => [.. List("families").Select(Family)]);
        _urls = new(() => [.. List("urls").Select(Url)]);
    }

    public ImmutableArray<FamilyRule> Families => _families.Value;

    public IEnumerable<(string Expression, ImmutableArray<string> Words)> Phrases => List("phrases").Select(Phrase);

    /// <summary>Words that add an exception to a license named nearby; the expression is <c>WITH</c> and its id.</summary>
    public IEnumerable<(string Expression, ImmutableArray<string> Words)> Exceptions => List("exceptions").Select(Exception);

    public ImmutableArray<UrlRule> Urls => _urls.Value;

    public IReadOnlyList<string> Grants => Cues("grant");

    public IReadOnlyList<string> Mentions => Cues("mention");

    /// <summary>Words that set a license apart from the one of this work, anywhere before it in the sentence.</summary>
    public IReadOnlyList<string> Contrasts => Cues("contrast");

    /// <summary>What the rules are tried on.</summary>
    public IEnumerable<NoticeSample> Samples => _root?["samples"] is { } node ? ReadSamples(new StrictMap(node)) : [];

    /// <summary>Opens the rules; empty where the file is missing.</summary>
    public static NoticeRules Load(DataTable knowledge) => new(knowledge.File("identification/notices.yaml"));

    /// <summary>Reads the frame of the file strictly; the lists that the index takes are read strictly as it takes them.</summary>
    /// <exception cref="KnowledgeException">The file is wrong.</exception>
    public void Check()
    {
        if (_root is not { } root) return;
        var map = new StrictMap(root);
        map.Text("source");
        foreach (var list in (ReadOnlySpan<string>)["families", "phrases", "exceptions", "urls"]) map.Nodes(list);
        var cues = new StrictMap(map.Required("cues"));
        _ = (cues.Texts("grant"), cues.Texts("mention"), cues.Texts("contrast"), _families.Value, _urls.Value);
        map.Required("samples");
        cues.Done();
        map.Done();
    }

    private IEnumerable<DataNode> List(string key) => _root?[key]?.Items() ?? [];

    private IReadOnlyList<string> Cues(string key) => _root?["cues"]?[key] is { } words ? [.. words.Items(orScalar: true).Select(w => w.Text)] : [];

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
