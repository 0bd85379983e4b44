using Assay.Core;

namespace Assay.Licensing;

/// <summary>What licenses say of each other by name, and how far their share-alike reaches: <c>knowledge/license-pairs.yaml</c>.</summary>
public sealed class LicensePairs
{
    private const string File = "license-pairs.yaml";
    private readonly Dictionary<string, HashSet<string>> _passes = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string A, string B)> _joins = [];
    private HashSet<string> _parts = [];
    private HashSet<string> _results = [];
    private HashSet<string> _unshared = [];

    private LicensePairs()
    {
    }

    /// <summary>A clause of one license that others do not let anyone add.</summary>
    /// <param name="Rule">Id of the rule.</param>
    /// <param name="Licenses">The licenses with the clause.</param>
    /// <param name="Clause">Its code.</param>
    /// <param name="Others">The licenses that do not let it be added.</param>
    internal sealed record FurtherRestriction(string Rule, IReadOnlySet<string> Licenses, string Clause, IReadOnlySet<string> Others);

    internal List<FurtherRestriction> Further { get; } = [];

    /// <summary>Every license that the file names, with the line it stands in.</summary>
    internal List<(string License, int Line)> Named { get; } = [];

    /// <summary>Reads the pairs; none where the table has no such file.</summary>
    /// <exception cref="KnowledgeException">The file breaks the format.</exception>
    public static LicensePairs Load(DataTable knowledge)
    {
        var pairs = new LicensePairs();
        if (knowledge.File(File) is { } root) pairs.Read(new StrictMap(root));
        return pairs;
    }

    /// <summary>Whether a work under the first license may be given on under the second, by the words of the first.</summary>
    public bool Passes(string from, string to) => Reach(from).Contains(Plain(to));

    /// <summary>Whether works under two share-alike licenses may form one work: one passes to the other, both pass to a third, or each lets the other keep its terms.</summary>
    public bool Join(string a, string b)
    {
        var (x, y) = (Reach(a), Reach(b));
        return x.Overlaps(y) || (StaysWithPart(a) && StaysWithPart(b)) || _joins.Exists(j => (x.Contains(j.A) && y.Contains(j.B)) || (x.Contains(j.B) && y.Contains(j.A)));
    }

    /// <summary>Whether the share-alike of a license stays with its part of a larger work.</summary>
    public bool StaysWithPart(string license) => _parts.Contains(Plain(license));

    /// <summary>Whether a license of data leaves what is computed from the data free of its terms.</summary>
    public bool FreesResults(string license) => _results.Contains(Plain(license));

    /// <summary>Whether adaptations may be made, but not shared.</summary>
    public bool KeepsAdaptationsPrivate(string license) => _unshared.Contains(Plain(license));

    private HashSet<string> Reach(string license)
    {
        var reached = new HashSet<string>([Plain(license)], StringComparer.OrdinalIgnoreCase);
        var todo = new Queue<string>(reached);
        while (todo.TryDequeue(out var next))
        {
            foreach (var to in _passes.GetValueOrDefault(next) ?? [])
            {
                if (reached.Add(to)) todo.Enqueue(to);
            }
        }

        return reached;
    }

    private static string Plain(string id) => id.StartsWith("LicenseRef-", StringComparison.OrdinalIgnoreCase) ? id[11..] : id;

    private void Read(StrictMap map)
    {
        _ = (map.Text("source"), map.Text("as_of"));
        foreach (var node in map.Nodes("passes_to"))
        {
            var pass = new StrictMap(node);
            _ = pass.Text("section");
            var to = Licenses(pass.Required("to"));
            _passes[One(pass.Required("license"))] = to;
            pass.Done();
        }

        foreach (var node in map.Nodes("joins"))
        {
            var two = node.Items().Select(One).ToList();
            _joins.Add(two.Count == 2 ? (two[0], two[1]) : throw KnowledgeException.At(node, "'joins' takes pairs of licenses"));
        }

        _parts = Licenses(map.Required("stays_with_part"));
        _results = Licenses(map.Required("results_free"));
        _unshared = Licenses(map.Required("adaptations_not_shared"));
        foreach (var node in map.Nodes("further_restriction"))
        {
            var rule = new StrictMap(node);
            Further.Add(new FurtherRestriction(rule.Text("rule"), Licenses(rule.Required("license")), rule.Text("clause"), Licenses(rule.Required("other"))));
            rule.Done();
        }

        map.Done();
    }

    private HashSet<string> Licenses(DataNode node) => node.Items().Select(One).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private string One(DataNode node)
    {
        Named.Add((node.Text, node.Line));
        return node.Text;
    }
}
