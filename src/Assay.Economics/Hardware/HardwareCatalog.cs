using Assay.Core;

namespace Assay.Economics;

/// <summary>The accelerators that are known.</summary>
public sealed class HardwareCatalog
{
    private readonly Dictionary<string, Accelerator> _byKey = new(StringComparer.Ordinal);

    private HardwareCatalog(IReadOnlyList<Accelerator> all)
    {
        All = all;
        foreach (var accelerator in all)
        {
            foreach (var name in accelerator.Aliases.Append(accelerator.Id)) _byKey.TryAdd(Key(name), accelerator);
        }
    }

    /// <summary>All of them in the order of the file.</summary>
    public IReadOnlyList<Accelerator> All { get; }

    /// <summary>Loads <c>hardware.yaml</c> strictly.</summary>
    /// <exception cref="KnowledgeException">The file is not as it must be.</exception>
    public static HardwareCatalog Load(DataTable knowledge)
    {
        if (knowledge.File("hardware.yaml") is not { } root) return new HardwareCatalog([]);
        var map = new StrictMap(root);
        map.Text("source");
        var all = map.Nodes("accelerators").Select(Accelerator.Read).ToList();
        map.Done();
        return new HardwareCatalog(all);
    }

    /// <summary>Finds an accelerator by id or alias; case, spaces, hyphens and underscores do not matter.</summary>
    public Accelerator? Find(string id) => _byKey.GetValueOrDefault(Key(id));

    private static string Key(string id) => string.Concat(id.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
