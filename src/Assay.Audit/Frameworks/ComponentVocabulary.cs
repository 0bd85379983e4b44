using Assay.Core;

namespace Assay.Audit;

/// <summary>What one component is called and what counts as it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name in plain words.</param>
/// <param name="Means">What counts and what does not.</param>
/// <param name="KeptIn">Places where it is put when it is not in the files at hand.</param>
/// <param name="Topics">What a document of this kind may cover; empty where topics mean nothing.</param>
public sealed record ComponentDefinition(ComponentId Id, string Name, string Means, IReadOnlyList<PlaceKind> KeptIn, IReadOnlyList<string> Topics);

/// <summary>The vocabulary of <c>components.yaml</c>.</summary>
public sealed class ComponentVocabulary
{
    private const string Path = "components.yaml";
    private readonly Dictionary<string, ComponentDefinition> _byId;

    private ComponentVocabulary(IReadOnlyList<ComponentDefinition> all)
    {
        All = all;
        _byId = all.ToDictionary(c => c.Id.Value, StringComparer.Ordinal);
    }

    /// <summary>All components in the order of <see cref="ComponentId.All"/>.</summary>
    public IReadOnlyList<ComponentDefinition> All { get; }

    /// <summary>The definition of a component.</summary>
    public ComponentDefinition this[ComponentId id] => _byId[id.Value];

    /// <summary>The name of a component; the id itself where it is none.</summary>
    public string NameOf(string id) => _byId.TryGetValue(id, out var definition) ? definition.Name : id;

    /// <summary>Reads the vocabulary strictly.</summary>
    /// <exception cref="KnowledgeException">A component is missing, unknown or malformed.</exception>
    public static ComponentVocabulary Load(DataTable knowledge)
    {
        var root = knowledge.File(Path) ?? throw new KnowledgeException(Path, 1, "the vocabulary is missing");
        var file = new StrictMap(root);
        file.Text("source");
        var components = file.Map("components") ?? throw KnowledgeException.At(root, "the key 'components' is missing; add it");
        file.Done();
        List<ComponentDefinition> all = [.. ComponentId.All.Select(id => Read(id, new StrictMap(components.Required(id.Value))))];
        components.Done();
        return new ComponentVocabulary(all);
    }

    private static ComponentDefinition Read(ComponentId id, StrictMap map)
    {
        var definition = new ComponentDefinition(id, map.Text("name"), map.Text("means"), [.. map.Texts("kept-in").Select(k => PlaceBook.KindOf(map.Node, k))], map.Texts("topics"));
        map.Done();
        return definition;
    }
}
