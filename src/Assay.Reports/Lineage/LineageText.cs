using System.Globalization;
using System.Text;
using Assay.Core;
using Assay.Reports.Safety;

namespace Assay.Reports.Lineage;

/// <summary>The result of <c>assay lineage</c> for a reader.</summary>
public static class LineageText
{
    private const int MaxPairs = 12;

    /// <summary>Writes the result as plain text.</summary>
    public static string Write(LineageResult result)
    {
        var text = new StringBuilder();
        var related = result.Pairs.Count(p => p.Related);
        text.Append(CultureInfo.InvariantCulture, $"{result.Models.Count} models, {result.Pairs.Count} pairs: {related} related. {Plural(result.Families.Count, "family", "families")}.\n");
        foreach (var family in result.Families) Family(text, family, result);
        Declarations(text, result.Declared);
        Carried(text, result.Carried);
        Remarks(text, result);
        return text.ToString();
    }

    private static void Family(StringBuilder text, IReadOnlyList<string> family, LineageResult result)
    {
        var edges = result.Edges.Where(e => family.Contains(e.Child)).ToList();
        text.Append("\nFamily of ").Append(Plural(family.Count, "model", "models")).Append('\n');
        var children = edges.Select(e => e.Child).ToHashSet(StringComparer.Ordinal);
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var root in family.Where(m => !children.Contains(m))) Node(text, root, null, edges, shown, 1);
        var unexplained = result.Pairs.Where(p => p.Related && family.Contains(p.A) && p.Relation == "same_init").Take(MaxPairs).ToList();
        foreach (var pair in unexplained) text.Append("  ").Append(Neutral.Line(pair.A)).Append(" and ").Append(Neutral.Line(pair.B)).Append(": a common initialisation or ancestor; nothing says which came first\n");
        if (edges.Count == 0 && family.Count > 1) Pairs(text, result.Pairs.Where(p => p.Related && family.Contains(p.A)).ToList());
    }

    private static void Pairs(StringBuilder text, List<LineagePair> pairs)
    {
        foreach (var pair in pairs.Take(MaxPairs)) text.Append("  ").Append(Neutral.Line($"{pair.A} and {pair.B}: {pair.Note}")).Append('\n');
        if (pairs.Count > MaxPairs) text.Append(CultureInfo.InvariantCulture, $"  and {pairs.Count - MaxPairs} more pairs (--format json shows all)\n");
    }

    private static void Node(StringBuilder text, string id, LineageEdge? edge, List<LineageEdge> edges, HashSet<string> shown, int depth)
    {
        var indent = new string(' ', 2 * depth);
        text.Append(indent).Append(Neutral.Line(id));
        if (edge is not null) Describe(text, edge, edges, indent);
        text.Append('\n');
        if (!shown.Add(id)) return;
        foreach (var child in edges.Where(e => e.Parent == id)) Node(text, child.Child, child, edges, shown, depth + 1);
    }

    private static void Describe(StringBuilder text, LineageEdge edge, List<LineageEdge> edges, string indent)
    {
        var others = edges.Where(e => e.Child == edge.Child && e.Parent != edge.Parent).Select(e => e.Parent).ToList();
        text.Append("  ").Append(edge.Relation.Replace('_', ' '));
        if (others.Count > 0) text.Append(" with ").Append(Neutral.Line(string.Join(", ", others)));
        text.Append(CultureInfo.InvariantCulture, $", confidence {edge.Confidence:0.00}, {Declared(edge.Declared)}");
        foreach (var line in edge.Evidence) text.Append('\n').Append(indent).Append("    ").Append(Neutral.Line(line));
    }

    private static string Declared(string finding) => finding switch
    {
        "confirmed" => "as declared",
        "undeclared" => "not declared",
        "contradicted" => "declared otherwise",
        _ => "declaration not comparable",
    };

    private static void Declarations(StringBuilder text, IReadOnlyList<LineageDeclaration> declared)
    {
        if (declared.Count == 0) return;
        text.Append("\nDeclared against measured\n");
        foreach (var group in declared.GroupBy(d => d.Finding, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {group.Key}: {group.Count()}\n");
            if (group.Key == "confirmed") continue;
            foreach (var d in group) text.Append("    ").Append(Neutral.Line($"{d.Child} says {(d.Parent.Length > 0 ? d.Parent : "trained from scratch")} ({d.Where}): {d.Because}")).Append('\n');
        }
    }

    /// <summary>What the licenses of ancestors ask, each with the edges it comes along.</summary>
    private static void Carried(StringBuilder text, IReadOnlyList<CarriedTerms> carried)
    {
        if (carried.Count == 0) return;
        text.Append("\nTerms along measured edges\n");
        foreach (var terms in carried)
        {
            text.Append("  ").Append(Neutral.Line($"{terms.Child}, from {terms.Ancestor}: {terms.License}. {terms.Text}")).Append('\n');
            if (terms.Duties.Count > 0) text.Append("    duties: ").Append(Neutral.Line(string.Join(", ", terms.Duties.Select(d => d.Duty)))).Append('\n');
            foreach (var conflict in terms.Conflicts) text.Append("    ").Append(Neutral.Line(conflict.Because)).Append('\n');
        }
    }

    private static void Remarks(StringBuilder text, LineageResult result)
    {
        text.Append("\nNotes\n");
        foreach (var note in result.Notes) text.Append("  ").Append(Neutral.Line(note)).Append('\n');
        foreach (var model in result.Models)
        {
            foreach (var note in model.Notes.Take(MaxPairs)) text.Append("  ").Append(Neutral.Line($"{model.Id}: {note}")).Append('\n');
        }
    }

    private static string Plural(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
