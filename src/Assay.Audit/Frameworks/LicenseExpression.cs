using Assay.Core;

namespace Assay.Audit;

/// <summary>An SPDX license expression, judged id by id: AND needs both, OR one, WITH only adds permissions.</summary>
internal static class LicenseExpression
{
    private const int MaxDepth = 32;

    /// <summary>Judges an expression; text that is no expression is judged as one id.</summary>
    public static Judgement Judge(string expression, Func<string, Judgement> judgeId)
    {
        var tokens = expression.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = 0;
        return Or(tokens, ref at, 0, judgeId) is { } judged && at == tokens.Length ? judged : judgeId(expression);
    }

    /// <summary>The ids of an expression in their order.</summary>
    public static IReadOnlyList<string> Ids(string expression)
    {
        var ids = new List<string>();
        Judge(expression, id =>
        {
            ids.Add(id);
            return Judgement.Of(RequirementOutcome.Met, id);
        });
        return [.. ids.Distinct(StringComparer.Ordinal)];
    }

    private static Judgement? Or(string[] tokens, ref int at, int depth, Func<string, Judgement> judgeId)
    {
        var parts = new List<Judgement>();
        do
        {
            if (And(tokens, ref at, depth, judgeId) is not { } part) return null;
            parts.Add(part);
        }
        while (Skip(tokens, ref at, "OR"));
        return Judgement.Any(parts);
    }

    private static Judgement? And(string[] tokens, ref int at, int depth, Func<string, Judgement> judgeId)
    {
        var parts = new List<Judgement>();
        do
        {
            if (Operand(tokens, ref at, depth, judgeId) is not { } part) return null;
            parts.Add(part);
        }
        while (Skip(tokens, ref at, "AND"));
        return Judgement.All(parts);
    }

    private static Judgement? Operand(string[] tokens, ref int at, int depth, Func<string, Judgement> judgeId)
    {
        if (at >= tokens.Length || depth > MaxDepth) return null;
        if (Skip(tokens, ref at, "("))
        {
            var inner = Or(tokens, ref at, depth + 1, judgeId);
            return inner is not null && Skip(tokens, ref at, ")") ? inner : null;
        }

        var id = tokens[at];
        if (id is ")" or "AND" or "OR" or "WITH") return null;
        at++;
        if (Skip(tokens, ref at, "WITH")) at++;
        return judgeId(id);
    }

    private static bool Skip(string[] tokens, ref int at, string word)
    {
        if (at >= tokens.Length || !string.Equals(tokens[at], word, StringComparison.Ordinal)) return false;
        at++;
        return true;
    }
}
