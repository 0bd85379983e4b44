using Assay.Core;

namespace Assay.Economics;

/// <summary>Work for one duty, by slots of a scenario: the user's own estimate.</summary>
/// <param name="Kind">How it is stated.</param>
/// <param name="Slot">Slot.</param>
public sealed record DutyWork(DutyWorkKind Kind, int Slot);

/// <summary>How the work for a duty is stated.</summary>
public enum DutyWorkKind
{
    /// <summary>Person-months, once.</summary>
    Work,

    /// <summary>Money, once.</summary>
    Amount,

    /// <summary>People in FTE, each month.</summary>
    People,

    /// <summary>Money each month.</summary>
    Monthly,
}

/// <summary>Work that a duty takes unless a scenario says otherwise.</summary>
/// <param name="Id">Duty, as the audit names it.</param>
/// <param name="OneOff">Person-months once, or null.</param>
/// <param name="Recurring">People in FTE, or null.</param>
public sealed record DutyCost(string Id, Distribution? OneOff, Distribution? Recurring);

/// <summary>What duties of licenses take: <c>knowledge/duties.yaml</c>.</summary>
public sealed class DutyCosts
{
    /// <summary>Entry for a duty without an own one.</summary>
    public const string Other = "other";

    private readonly Dictionary<string, DutyCost> _byId;

    private DutyCosts(IEnumerable<DutyCost> all, string source, string asOf) => (_byId, Source, AsOf) = (all.ToDictionary(d => d.Id, StringComparer.Ordinal), source, asOf);

    /// <summary>Where the figures come from.</summary>
    public string Source { get; }

    /// <summary>Their date.</summary>
    public string AsOf { get; }

    /// <summary>The duties that have an entry, in ordinal order.</summary>
    public IEnumerable<string> Ids => _byId.Keys.Order(StringComparer.Ordinal);

    /// <summary>Loads <c>duties.yaml</c> strictly.</summary>
    /// <exception cref="KnowledgeException">The file is missing or not as it must be.</exception>
    public static DutyCosts Load(DataTable knowledge)
    {
        if (knowledge.File("duties.yaml") is not { } root) throw new KnowledgeException("duties.yaml", 1, "the file is missing; restore it");
        var map = new StrictMap(root);
        var (source, asOf) = (map.Text("source"), map.Text("as_of"));
        var costs = new List<DutyCost>();
        foreach (var node in map.Nodes("duties"))
        {
            var duty = Read(node);
            if (costs.Exists(c => c.Id == duty.Id)) throw KnowledgeException.At(node, $"the duty '{duty.Id}' stands here twice; remove one");
            costs.Add(duty);
        }

        map.Done();
        return costs.Exists(c => c.Id == Other) ? new DutyCosts(costs, source, asOf) : throw KnowledgeException.At(root, $"the duty '{Other}' is missing; add it for duties without an own line");
    }

    /// <summary>Work for a duty; that of <see cref="Other"/> where it has no entry.</summary>
    public DutyCost Of(string duty) => _byId.GetValueOrDefault(duty) ?? _byId[Other];

    private static DutyCost Read(DataNode node)
    {
        var map = new StrictMap(node);
        var duty = new DutyCost(map.Text("id"), Triangle(map.Optional("one_off")), Triangle(map.Optional("recurring")));
        map.Done();
        return duty.OneOff is null && duty.Recurring is null ? throw KnowledgeException.At(node, $"the duty '{duty.Id}' has no work; add 'one_off' or 'recurring'") : duty;
    }

    private static Distribution.Triangular? Triangle(DataNode? node)
    {
        if (node is not { } found) return null;
        var values = found.Items().Select(i => i.TryNumber(out var n) ? n : double.NaN).ToArray();
        return values is [>= 0, _, _] && values[0] <= values[1] && values[1] <= values[2] && values[2] > values[0]
            ? new Distribution.Triangular(values[0], values[1], values[2])
            : throw KnowledgeException.At(found, "write [low, peak, high], from 0 on and rising");
    }
}
