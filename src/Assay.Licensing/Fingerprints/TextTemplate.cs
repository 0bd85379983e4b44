namespace Assay.Licensing;

/// <summary>A known license text without its words: hashes, structure and what may vary. Read in place.</summary>
internal sealed class TextTemplate
{
    private readonly uint[] _words;
    private readonly TemplateFlags[] _flags;
    private SeedTable? _seeds;

    public TextTemplate(int index, string[] ids, uint[] words, TemplateFlags[] flags, TemplateMark[] marks, TemplateSection[] sections, TemplateAnchor[] anchors)
    {
        (Index, Ids, _words, _flags, Marks, Sections, Anchors) = (index, ids, words, flags, marks, sections, anchors);
    }

    public int Index { get; }

    /// <summary>Ids of the licenses that have this text; several where a text does not tell versions of its notice (-only, -or-later).</summary>
    public string[] Ids { get; }

    public ReadOnlySpan<uint> Words => _words;

    /// <summary>The n-grams of the words, made when they are first asked for.</summary>
    public SeedTable Seeds => _seeds ??= new SeedTable(_words);

    public ReadOnlySpan<TemplateFlags> Flags => _flags;

    /// <summary>List marks and other form that was left out, by the word before which it stood.</summary>
    public TemplateMark[] Marks { get; }

    public TemplateSection[] Sections { get; }

    public TemplateAnchor[] Anchors { get; }

    public int Length => _flags.Length;
}

/// <summary>A token of form that stood before a word of the template.</summary>
internal readonly record struct TemplateMark(int Word, uint Hash);

/// <summary>A section that starts at a word of the template.</summary>
internal readonly record struct TemplateSection(int Word, string Path);

/// <summary>Words of the template that bear out a clause fact.</summary>
internal readonly record struct TemplateAnchor(string Code, string Section, int Word, int Count);
