using Assay.Core;
using Assay.Licensing;

namespace Assay.Engine;

/// <summary>Carries the terms of measured ancestors to their descendants. A measured edge shows common weights; whether a license reaches the child is for a person to judge.</summary>
/// <param name="licenses">The license that each model names, by its id; a model that names none is missing.</param>
/// <param name="reader">The licensing room.</param>
/// <param name="pairs">What licenses say of each other.</param>
/// <param name="messages">The sentences.</param>
internal sealed class CarriedDuties(IReadOnlyDictionary<string, string> licenses, LicenseAnalyzer reader, LicensePairs pairs, MessageCatalog messages)
{
    private const int MostEdges = 16;

    /// <summary>The terms that reach a model.</summary>
    /// <param name="child">Id of the model.</param>
    /// <param name="edges">All measured edges.</param>
    /// <param name="own">Terms that the model itself is offered under; null where they are not known.</param>
    public IEnumerable<CarriedTerms> Of(string child, IReadOnlyList<LineageEdge> edges, LicenseTerms? own = null)
    {
        own ??= Terms(child);
        return Paths(child, edges).Select(p => Carry(child, p, own));
    }

    private CarriedTerms Carry(string child, IReadOnlyList<LineageEdge> path, LicenseTerms? own)
    {
        var ancestor = path[0].Parent;
        var steps = path.Select(e => $"{e.Parent} -> {e.Child}").ToList();
        var tie = path.SelectMany(e => e.Tie.Where(t => t != e.Parent)).Distinct(StringComparer.Ordinal).ToList();
        var terms = Terms(ancestor);
        var text = messages[steps.Count == 1 ? "carried.edge" : "carried.edges", ("edges", string.Join(", ", steps)), ("basis", messages.Word("carried-basis", Basis(path)))];
        if (tie.Count > 0) text += " " + messages["carried.tie", ("models", string.Join(", ", tie))];
        if (terms is null) text += " " + messages[licenses.ContainsKey(ancestor) ? "carried.not-held" : "carried.no-license", ("ancestor", ancestor), ("license", licenses.GetValueOrDefault(ancestor, ""))];
        return new CarriedTerms(child, ancestor, steps, Basis(path), terms?.Id ?? licenses.GetValueOrDefault(ancestor), text,
            terms is null ? [] : new ObligationAdvisor(messages).Carried(terms, WorkRelation.DerivedFrom),
            terms is null || own is null ? [] : new LicenseCompatibility(pairs).Check(child, own, [new SourceWork(WorkRelation.DerivedFrom, ancestor, terms)], messages));
    }

    private LicenseTerms? Terms(string model) => licenses.TryGetValue(model, out var license) ? ReleaseTerms.Named(reader, license, []) : null;

    private static string Basis(IReadOnlyList<LineageEdge> path) =>
        path.Any(e => e.Declared == "contradicted") ? "measured against the declaration" : path.All(e => e.Declared == "confirmed") ? "measured and declared" : "measured";

    /// <summary>One path from each ancestor, the shortest; parents first.</summary>
    private static IEnumerable<IReadOnlyList<LineageEdge>> Paths(string child, IReadOnlyList<LineageEdge> edges)
    {
        var seen = new HashSet<string>([child], StringComparer.Ordinal);
        var todo = new Queue<IReadOnlyList<LineageEdge>>(edges.Where(e => e.Child == child && seen.Add(e.Parent)).Select(e => new[] { e }));
        while (todo.TryDequeue(out var path))
        {
            yield return path;
            if (path.Count == MostEdges) continue;
            foreach (var edge in edges.Where(e => e.Child == path[0].Parent && seen.Add(e.Parent))) todo.Enqueue([edge, .. path]);
        }
    }
}
