using Assay.Core;
using Assay.Licensing;

namespace Assay.Engine;

/// <summary>Carries the terms of measured ancestors to their descendants. A measured edge shows common weights; whether a license reaches the child is for a person to judge.</summary>
/// <param name="licenses">The terms of each model, by its id; a model that has none is missing.</param>
/// <param name="pairs">What licenses say of each other.</param>
/// <param name="messages">The sentences.</param>
internal sealed class CarriedDuties(IReadOnlyDictionary<string, ModelTerms> licenses, LicensePairs pairs, MessageCatalog messages)
{
    private const int MostEdges = 16;

    /// <summary>The terms that reach a model.</summary>
    /// <param name="child">Id of the model.</param>
    /// <param name="edges">All measured edges.</param>
    /// <param name="own">Terms that the model itself is offered under; null where they are not known.</param>
    public IEnumerable<CarriedTerms> Of(string child, IReadOnlyList<LineageEdge> edges, LicenseTerms? own = null)
    {
        own ??= licenses.GetValueOrDefault(child)?.Terms;
        return Paths(child, edges).Select(p => Carry(child, p, own));
    }

    private CarriedTerms Carry(string child, IReadOnlyList<LineageEdge> path, LicenseTerms? own)
    {
        var ancestor = path[0].Parent;
        var steps = path.Select(e => $"{e.Parent} -> {e.Child}").ToList();
        var tie = path.SelectMany(e => e.Tie.Where(t => t != e.Parent)).Distinct(StringComparer.Ordinal).ToList();
        var held = licenses.GetValueOrDefault(ancestor);
        var terms = held?.Terms;
        var text = messages[steps.Count == 1 ? "carried.edge" : "carried.edges", ("edges", string.Join(", ", steps)), ("basis", messages.Word("carried-basis", Basis(path)))];
        if (tie.Count > 0) text += " " + messages["carried.tie", ("models", string.Join(", ", tie))];
        if (terms is null) text += " " + messages[held is null ? "carried.no-license" : "carried.not-held", ("ancestor", ancestor), ("license", held?.Name ?? "")];
        else text += " " + messages["carried.from", ("ancestor", ancestor), ("file", held!.From)];
        return new CarriedTerms(child, ancestor, steps, Basis(path), terms?.Id ?? held?.Name, text,
            terms is null ? [] : new ObligationAdvisor(messages).Carried(terms, WorkRelation.DerivedFrom),
            terms is null || own is null ? [] : new LicenseCompatibility(pairs).Check(child, own, [new SourceWork(WorkRelation.DerivedFrom, ancestor, terms)], messages));
    }

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
