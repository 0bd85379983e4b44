using System.Globalization;
using Assay.Core;

namespace Assay.Licensing;

/// <summary>Reads the grounds on which a grant ends.</summary>
internal static class Terminations
{
    private static readonly string[] Order = ["breach", "cure", "patent_litigation", "ip_litigation", "at_will", "guardrail_bypass"];

    /// <summary>The fact of the code <c>termination</c>.</summary>
    public static ClauseFact Read(ClauseText text)
    {
        var hits = text.Each(ClauseCodes.Termination).ToList();
        var cure = hits.Find(h => h.Rule.Value == "cure");
        var grounds = new List<(ClauseHit Hit, string Kind)>();
        foreach (var kind in Order)
        {
            if (hits.Find(h => h.Rule.Value == kind) is not { } hit || kind == "cure") continue;
            grounds.Add((hit, kind == "breach" && cure is not null ? Cure(text) : kind));
        }

        if (cure is not null && !grounds.Exists(g => g.Hit.Rule.Value == "breach") && Cure(text) is var cured and not "breach") grounds.Insert(0, (cure, cured));
        if (grounds.Count == 0) return new ClauseFact(new ClauseValue.Words(["unspecified"]), null, null, null, Certainty.Derived);
        if (grounds.Exists(g => g.Kind == "patent_litigation") && grounds.Exists(g => g.Kind == "ip_litigation" && ReferenceEquals(g.Hit.Sentence, grounds.Find(p => p.Kind == "patent_litigation").Hit.Sentence)))
        {
            grounds.RemoveAll(g => g.Kind == "patent_litigation");
        }

        return text.Fact(new ClauseValue.Words([.. grounds.Select(g => g.Kind)]), grounds[0].Hit);
    }

    private static string Cure(ClauseText text)
    {
        var days = text.Every(ClauseCodes.Termination).Where(h => h.Rule.Value == "cure")
            .SelectMany(h => Quantities.Numbers(h.Sentence.Text).Where(q => IsDays(h.Sentence.Text, q.End)))
            .Select(q => (int)q.Value).Distinct().Order().Take(2).Select(d => d.ToString(CultureInfo.InvariantCulture)).ToList();
        return days.Count == 0 ? "breach" : $"breach_cure_{string.Join('_', days)}_days";
    }

    private static bool IsDays(string text, int end)
    {
        var after = text.AsSpan(end, Math.Min(16, text.Length - end)).TrimStart([' ', ')', '(', '-']);
        return after.StartsWith("day") || after.StartsWith("calendar day") || after.StartsWith("business day") || after.StartsWith("日") || after.StartsWith("天") || after.StartsWith("个工作日");
    }
}
