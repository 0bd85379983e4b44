using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Licensing;

/// <summary>Reads <c>identification/spdx.yaml</c>, <c>ai.yaml</c>, <c>aliases.yaml</c> and <c>exceptions.yaml</c>, strictly.</summary>
internal static class CatalogLoader
{
    private const string Folder = "identification/";

    public static (ImmutableArray<LicenseEntry> Entries, ImmutableArray<LicenseException> Exceptions) Read(DataTable knowledge)
    {
        var (aliases, replaced) = Aliases(knowledge);
        var entries = new SortedDictionary<string, LicenseEntry>(StringComparer.Ordinal);
        foreach (var node in List(knowledge, "spdx.yaml", "licenses")) AddTo(entries, node, Spdx(node, aliases, replaced));
        foreach (var node in List(knowledge, "ai.yaml", "licenses")) AddTo(entries, node, Own(node));
        if (entries.Count > 0) Check(knowledge, entries, aliases.Keys.Concat(replaced.Keys).Concat(replaced.Values.Select(v => v.Split(' ')[0])));
        var exceptions = List(knowledge, "exceptions.yaml", "exceptions").Select(Exception).OrderBy(e => e.Id, StringComparer.Ordinal);
        return ([.. entries.Values], [.. exceptions]);
    }

    private static LicenseEntry Spdx(DataNode node, Dictionary<string, ImmutableArray<string>> aliases, Dictionary<string, string> replaced)
    {
        var map = new StrictMap(node);
        var id = map.Text("id");
        var entry = new LicenseEntry
        {
            Id = id,
            Spdx = id,
            Name = map.Text("name"),
            Family = map.OptionalText("family"),
            Urls = [.. map.Texts("urls")],
            OsiApproved = map.OptionalFlag("osi") ?? false,
            FsfLibre = map.OptionalFlag("fsf"),
            IsDeprecated = map.OptionalFlag("deprecated") ?? false,
            Language = map.OptionalText("language") ?? "en",
            Aliases = aliases.GetValueOrDefault(id, []),
            ReplacedBy = replaced.GetValueOrDefault(id),
            TextHeld = true,
        };
        map.Done();
        return entry;
    }

    private static LicenseEntry Own(DataNode node)
    {
        var map = new StrictMap(node);
        var id = map.Text("id");
        var entry = new LicenseEntry
        {
            Id = "LicenseRef-" + id,
            Name = map.Text("name"),
            Family = map.OptionalText("family"),
            IsPolicy = map.OptionalText("kind") == "policy",
            Urls = [.. map.Texts("urls")],
            Aliases = [.. map.Texts("aliases")],
            OsiApproved = false,
            Language = map.OptionalText("language") ?? "en",
            TextHeld = map.OptionalFlag("held") ?? true,
        };
        map.Done();
        return entry;
    }

    private static LicenseException Exception(DataNode node)
    {
        var map = new StrictMap(node);
        var exception = new LicenseException(map.Text("id"), map.Text("name"));
        map.Done();
        return exception;
    }

    private static void AddTo(SortedDictionary<string, LicenseEntry> entries, DataNode node, LicenseEntry entry)
    {
        if (!entries.TryAdd(entry.Id, entry)) throw KnowledgeException.At(node, $"the license '{entry.Id}' stands here twice; remove one");
    }

    private static (Dictionary<string, ImmutableArray<string>> Aliases, Dictionary<string, string> Replaced) Aliases(DataTable knowledge)
    {
        var aliases = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var replaced = new Dictionary<string, string>(StringComparer.Ordinal);
        if (knowledge.File(Folder + "aliases.yaml") is not { } root) return (aliases, replaced);
        var map = Head(root);
        foreach (var (id, _, names) in map.Required("aliases").Pairs()) aliases[id] = [.. names.Items(orScalar: true).Select(n => n.Text)];
        foreach (var (id, _, newer) in map.Required("replaced").Pairs()) replaced[id] = newer.Text;
        map.Done();
        return (aliases, replaced);
    }

    private static IReadOnlyList<DataNode> List(DataTable knowledge, string file, string key)
    {
        if (knowledge.File(Folder + file) is not { } root) return [];
        var map = Head(root);
        var nodes = map.Nodes(key);
        map.Done();
        return nodes;
    }

    private static StrictMap Head(DataNode root)
    {
        var map = new StrictMap(root);
        map.Text("source");
        map.OptionalText("as_of");
        return map;
    }

    private static void Check(DataTable knowledge, SortedDictionary<string, LicenseEntry> entries, IEnumerable<string> ids)
    {
        foreach (var id in ids.Where(id => !entries.ContainsKey(id)))
        {
            throw KnowledgeException.At(knowledge.File(Folder + "aliases.yaml")!.Value, $"'{id}' is no SPDX license; correct the id");
        }
    }
}
