namespace Assay.Licensing;

/// <summary>What a word of a known text may do.</summary>
[Flags]
internal enum TemplateFlags : byte
{
    /// <summary>It must be there.</summary>
    None = 0,

    /// <summary>It may be missing: title, copyright line, how-to appendix.</summary>
    Optional = 1,

    /// <summary>It is part of a variable: a name, an organization, a year.</summary>
    Slot = 2,

    /// <summary>It belongs to the title.</summary>
    Title = 4,
}
