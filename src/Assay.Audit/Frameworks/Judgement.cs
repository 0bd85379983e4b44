using Assay.Core;

namespace Assay.Audit;

/// <summary>What the facts say of a check: outcome, reasons as whole sentences, ids of evidence.</summary>
internal sealed record Judgement(RequirementOutcome Outcome, IReadOnlyList<string> Reasons, IReadOnlyList<string> Evidence)
{
    private const int MostReasons = 3;

    /// <summary>Whether it only follows from what another part says, so that its reason adds nothing beside that part.</summary>
    public bool IsEcho { get; init; }

    /// <summary>One reason.</summary>
    public static Judgement Of(RequirementOutcome outcome, string reason, IReadOnlyList<string>? evidence = null) => new(outcome, [reason], evidence ?? []);

    /// <summary>All must hold; the parts that decide give the reasons.</summary>
    public static Judgement All(IReadOnlyList<Judgement> parts) => Join(parts, Requirements.All([.. parts.Select(p => p.Outcome)]));

    /// <summary>One suffices; the parts that decide give the reasons.</summary>
    public static Judgement Any(IReadOnlyList<Judgement> parts) => Join(parts, Requirements.Any([.. parts.Select(p => p.Outcome)]));

    private static Judgement Join(IReadOnlyList<Judgement> parts, RequirementOutcome outcome)
    {
        if (parts.Count == 1) return parts[0];
        var deciding = parts.Where(p => p.Outcome == outcome).ToList();
        var telling = deciding.Exists(p => !p.IsEcho) ? deciding.FindAll(p => !p.IsEcho) : deciding;
        return new Judgement(
            outcome,
            [.. telling.SelectMany(p => p.Reasons).Distinct(StringComparer.Ordinal).Take(MostReasons)],
            [.. deciding.SelectMany(p => p.Evidence).Distinct(StringComparer.Ordinal)]);
    }
}
