using Assay.Core;

namespace Assay.Audit;

/// <summary>One thing found that speaks of a component. It becomes evidence only where the judgement rests on it.</summary>
/// <param name="Component">The component.</param>
/// <param name="Says">What it says.</param>
/// <param name="Rule">The rule or detector that found it.</param>
/// <param name="File">The file.</param>
/// <param name="Start">Index of the first character of the quote; -1 where the file itself is the evidence.</param>
/// <param name="Length">Its length.</param>
public sealed record Observation(ComponentId Component, Stance Says, string Rule, AuditFile File, int Start = -1, int Length = 0)
{
    /// <summary>The topic it covers, or null.</summary>
    public string? Topic { get; init; }

    /// <summary><c>base</c>, <c>post</c>, or null.</summary>
    public string? Stage { get; init; }

    /// <summary>Puts the quote into the ledger.</summary>
    public string Record(EvidenceLedger ledger) => Start < 0 || File.Text is null ? ledger.File(File, Rule) : ledger.Quote(File, File.Text, Start, Length, Rule);
}
