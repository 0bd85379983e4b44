using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Economics;

/// <summary>The accelerators that are known.</summary>
public sealed partial class HardwareCatalog
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

    /// <summary>
    /// Finds an accelerator by id or alias; case, spaces, hyphens and underscores do not matter. A vendor, a product line or a size
    /// of memory in the name may be left out or added, as long as the memory is that of the accelerator.
    /// </summary>
    public Accelerator? Find(string id) => _byKey.GetValueOrDefault(Key(id)) ?? Plain(id);

    private Accelerator? Plain(string id)
    {
        var words = id.Split([' ', '-', '_', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        var kept = words.Where(w => !Lines.Contains(w) && !Memory().IsMatch(w)).ToList();
        if (kept.Count == 0 || kept.Count == words.Length || _byKey.GetValueOrDefault(Key(string.Concat(kept))) is not { } found) return null;
        var stated = words.Select(w => Memory().Match(w)).Where(m => m.Success).Select(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        return stated.TrueForAll(gb => found.MemoryGB is not { } memory || Math.Abs(gb - memory.Value) <= 0.08 * memory.Value) ? found : null;
    }

    private static readonly FrozenSet<string> Lines = new[] { "nvidia", "amd", "intel", "huawei", "apple", "geforce", "tesla", "quadro", "instinct", "gpu", "blackwell", "hopper", "ampere", "gen", "graphics", "accelerator" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(\d{1,4})GB?$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Memory();

    private static string Key(string id) => string.Concat(id.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
