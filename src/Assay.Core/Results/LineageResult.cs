namespace Assay.Core;

/// <summary>The result of <c>assay lineage</c>: who is related to whom, how, and what the releases say of it.</summary>
public sealed record LineageResult
{
    /// <summary>The models in ordinal order of their ids.</summary>
    public required IReadOnlyList<LineageModel> Models { get; init; }

    /// <summary>All pairs that were compared.</summary>
    public required IReadOnlyList<LineagePair> Pairs { get; init; }

    /// <summary>Families: ids of related models, each in ordinal order; a model without relatives is a family of one.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Families { get; init; }

    /// <summary>Edges from parents to children.</summary>
    public required IReadOnlyList<LineageEdge> Edges { get; init; }

    /// <summary>What the releases declare.</summary>
    public IReadOnlyList<LineageDeclaration> Declared { get; init; } = [];

    /// <summary>What the licenses of measured ancestors ask of their descendants.</summary>
    public IReadOnlyList<CarriedTerms> Carried { get; init; } = [];

    /// <summary>Remarks that concern the whole, each one sentence: what was not compared, and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Duties of an ancestor's license that reach a model along measured edges.</summary>
/// <param name="Child">The model.</param>
/// <param name="Ancestor">The ancestor whose license it is.</param>
/// <param name="Edges">The edges from the ancestor to the model, such as <c>A -> B</c>, in order.</param>
/// <param name="Basis"><c>measured</c>, <c>measured and declared</c>, or <c>measured against the declaration</c>.</param>
/// <param name="License">License of the ancestor; null where none is named, so that its duties are unknown.</param>
/// <param name="Text">One sentence: from which edges, and what may be otherwise.</param>
/// <param name="Duties">The duties; empty where the license has none or is unknown.</param>
/// <param name="Conflicts">Its clauses that stand against the license of the model.</param>
public sealed record CarriedTerms(string Child, string Ancestor, IReadOnlyList<string> Edges, string Basis, string? License, string Text, IReadOnlyList<Obligation> Duties, IReadOnlyList<Conflict> Conflicts);

/// <summary>A model that was compared.</summary>
/// <param name="Id">The last segment of its path, made unique from the left.</param>
/// <param name="Path">The path as given.</param>
/// <param name="Digest">SHA-256 over the digests of its weight files, 64 hex digits; null where digests were not asked for.</param>
public sealed record LineageModel(string Id, string Path, string? Digest)
{
    /// <summary>Number of parameters read.</summary>
    public long Parameters { get; init; }

    /// <summary>Remarks, such as why values could not be read.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A test that was not run on a pair.</summary>
/// <param name="Test"><c>identity</c>, <c>order</c> or <c>aligned</c>.</param>
/// <param name="Why">Why not, a few words.</param>
public sealed record TestNotRun(string Test, string Why);

/// <summary>What was measured on two models.</summary>
public sealed record LineagePair
{
    /// <summary>The one whose id comes first.</summary>
    public required string A { get; init; }

    /// <summary>The other.</summary>
    public required string B { get; init; }

    /// <summary>Whether they share weights, an ancestor or an initialization.</summary>
    public required bool Related { get; init; }

    /// <summary>The tests that were run: <c>identity</c>, <c>order</c>, <c>aligned</c>.</summary>
    public IReadOnlyList<string> TestsRun { get; init; } = [];

    /// <summary>The tests that were not, with the reason.</summary>
    public IReadOnlyList<TestNotRun> TestsNotRun { get; init; } = [];

    /// <summary>Decimal logarithm of the probability of what was seen if the models were initialized independently; null where no test could be run. Of the aligned test it is only like a probability.</summary>
    public double? Log10P { get; init; }

    /// <summary>The test that decided: <c>identity</c>, <c>order</c>, <c>aligned</c> or <c>none</c>.</summary>
    public string Test { get; init; } = "none";

    /// <summary>Length of the difference of the weights over the length of the weights, 0 for the same values, about 1.4 for independent models; null where the shapes share nothing or the units are rearranged.</summary>
    public double? Distance { get; init; }

    /// <summary>Relation, as DESIGN.md names them; null where they are not related.</summary>
    public string? Relation { get; init; }

    /// <summary>One sentence.</summary>
    public string Note { get; init; } = "";
}

/// <summary>A parent that a model declares, compared with what was measured.</summary>
/// <param name="Child">The model that declares it.</param>
/// <param name="Parent">The name as declared; empty where it denies having one.</param>
/// <param name="Relation">The declared relation, or null.</param>
/// <param name="Where">Where it is declared, such as <c>README.md front matter</c>.</param>
/// <param name="Finding"><c>confirmed</c>, <c>contradicted</c> or <c>unverifiable</c>.</param>
/// <param name="Because">One sentence.</param>
public sealed record LineageDeclaration(string Child, string Parent, string? Relation, string Where, string Finding, string Because)
{
    /// <summary>Id of the compared model that the declared name stands for; null where none of them does.</summary>
    public string? Model { get; init; }
}
