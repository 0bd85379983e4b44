namespace Assay.Licensing;

/// <summary>How a source takes part in a result: what of its terms reaches the result depends on it.</summary>
public enum WorkRelation
{
    /// <summary>The result is made of the source: fine-tuned, merged, quantized, pruned, an adapter for it, converted.</summary>
    DerivedFrom,

    /// <summary>The result was trained on the source, which is data.</summary>
    TrainedOn,

    /// <summary>The result was trained on outputs of the source, which is a model.</summary>
    TrainedOnOutputs,

    /// <summary>The result ships code of the source.</summary>
    ContainsCode,
}

/// <summary>A source of a result, under its own terms.</summary>
/// <param name="Relation">How it takes part.</param>
/// <param name="Name">What to call it, such as the name of the parent model.</param>
/// <param name="Terms">Its terms.</param>
public sealed record SourceWork(WorkRelation Relation, string Name, LicenseTerms Terms);

/// <summary>A clause of a source that stands against a clause of the result: a possible conflict for a person to judge.</summary>
/// <param name="Rule">Id of the rule that found it, such as <c>use-limits-dropped</c>; its sentence is the message <c>conflict.RULE</c>.</param>
/// <param name="SourceClause">Code of the source's clause.</param>
/// <param name="ResultClause">Code of the result's clause.</param>
public readonly record struct ClauseConflict(string Rule, string SourceClause, string ResultClause);
