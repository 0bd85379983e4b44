namespace Assay.Licensing;

/// <summary>A license text made ready to be written as a fingerprint.</summary>
public sealed class TextFingerprint
{
    internal TextFingerprint(IEnumerable<string> ids, uint[] words, TemplateFlags[] flags) => (Ids, Words, Flags) = ([.. ids], words, flags);

    /// <summary>Number of words.</summary>
    public int Length => Words.Length;

    internal List<string> Ids { get; }

    internal uint[] Words { get; }

    internal TemplateFlags[] Flags { get; }

    internal List<TemplateMark> Marks { get; init; } = [];

    internal List<TemplateSection> Sections { get; init; } = [];

    internal List<TemplateAnchor> Anchors { get; init; } = [];
}
