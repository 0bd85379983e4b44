namespace Assay.Licensing;

/// <summary>What a token is besides its word.</summary>
[Flags]
internal enum TokenFlags : byte
{
    /// <summary>A word.</summary>
    None = 0,

    /// <summary>Form, not words: a list mark, a comment word, a link target, "(c)". Left out when texts are compared.</summary>
    Mark = 1,

    /// <summary>First token of its line.</summary>
    LineStart = 2,

    /// <summary>First token behind an empty line.</summary>
    ParagraphStart = 4,

    /// <summary>Part of an address.</summary>
    Url = 8,

    /// <summary>Digits only.</summary>
    Number = 16,

    /// <summary>A sentence ends behind it.</summary>
    SentenceEnd = 32,

    /// <summary>Starts with a capital letter.</summary>
    Capital = 64,

    /// <summary>Stands between brackets of a placeholder: <c>&lt;year&gt;</c>, <c>[name]</c>, <c>{owner}</c>.</summary>
    Placeholder = 128,
}
