namespace Assay.Core;

/// <summary>As what a strict reading asks for the value of a key.</summary>
public enum AskedAs
{
    /// <summary>A node that is looked at further.</summary>
    Anything,

    /// <summary>A text; every scalar is one.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>One of several words.</summary>
    Choice,

    /// <summary>A list of texts, or a single text.</summary>
    Texts,

    /// <summary>A list of nodes, or a single one.</summary>
    List,
}

/// <summary>Hears what strict readings ask of the mappings of a table; the schemas of the knowledge files are made from it, so that they cannot differ from the loaders.</summary>
public interface IReadingWatch
{
    /// <summary>A key is asked for.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="key">The key, whether it is there or not.</param>
    /// <param name="kind">As what.</param>
    /// <param name="required">Whether its absence is an error.</param>
    /// <param name="choices">The words that are allowed; empty where any are.</param>
    void Asked(DataNode mapping, string key, AskedAs kind, bool required, IEnumerable<string> choices);

    /// <summary>All keys were asked for: others are an error.</summary>
    void Done(DataNode mapping);
}
