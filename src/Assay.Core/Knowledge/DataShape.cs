namespace Assay.Core;

/// <summary>What may stand at a place of a knowledge file, as its strict loader reads it.</summary>
public sealed record DataShape
{
    /// <summary>As what scalars are read here; empty where none may stand.</summary>
    public required IReadOnlyList<AskedAs> Scalars { get; init; }

    /// <summary>The words that are allowed where the only scalars are choices.</summary>
    public required IReadOnlyList<string> Choices { get; init; }

    /// <summary>The shape of a list's items, or null where no list may stand.</summary>
    public DataShape? Items { get; init; }

    /// <summary>The keys that are asked for, or null where no such mapping may stand.</summary>
    public IReadOnlyDictionary<string, DataShape>? Keys { get; init; }

    /// <summary>The keys without which it is an error.</summary>
    public required IReadOnlyList<string> Required { get; init; }

    /// <summary>Whether other keys are an error.</summary>
    public bool Closed { get; init; }

    /// <summary>The shape of the values of a mapping with free keys, or null where none may stand.</summary>
    public DataShape? Values { get; init; }

    /// <summary>Whether it may be left empty.</summary>
    public bool Nullable { get; init; }
}

/// <summary>The shape of the files of one concept.</summary>
/// <param name="Name">The concept, such as <c>licenses</c> or <c>hardware</c>.</param>
/// <param name="Files">Its files.</param>
/// <param name="Shape">What they may hold.</param>
public sealed record KnowledgeSchema(string Name, IReadOnlyList<string> Files, DataShape Shape);
