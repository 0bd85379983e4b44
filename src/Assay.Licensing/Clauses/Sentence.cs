namespace Assay.Licensing;

/// <summary>What a sentence is for: cues in definitions, disclaimers and preambles say little about what is allowed.</summary>
[Flags]
internal enum SentenceKind
{
    /// <summary>An operative clause.</summary>
    Operative = 0,

    /// <summary>Explains a term.</summary>
    Definition = 1,

    /// <summary>Warranty, liability or indemnity.</summary>
    Disclaimer = 2,

    /// <summary>Reasons given before the terms.</summary>
    Preamble = 4,

    /// <summary>An item of a list under a lead such as "you may not use it to:".</summary>
    ListItem = 8,

    /// <summary>A heading.</summary>
    Heading = 16,

    /// <summary>A wish or an encouragement that binds nobody.</summary>
    Request = 32,
}

/// <summary>A sentence of a license text, folded, with the lead of the list it stands in.</summary>
internal sealed class Sentence
{
    private readonly FoldedText _block;
    private readonly int _blockStart;

    public Sentence(FoldedText block, int start, int end, string section, SentenceKind kind, Sentence? lead)
    {
        (_block, _blockStart, Section, Kind, Lead) = (block, start, section, kind, lead);
        var own = block.Text[start..end];
        var before = lead is null ? "" : Tail(lead.Text) + " ";
        (Text, Shift) = (before + own, before.Length);
        Chinese = HanShare(own) > 0.3;
        (Start, End) = (block.SourceOf(start), block.SourceOf(end - 1) + 1);
    }

    private const int LongestLead = 900;

    /// <summary>The words that cues are matched on: the lead of the list, then the sentence.</summary>
    public string Text { get; }

    /// <summary>Length of the lead within <see cref="Text"/>.</summary>
    public int Shift { get; }

    /// <summary>The sentence alone.</summary>
    public ReadOnlySpan<char> Own => Text.AsSpan(Shift);

    /// <summary>Path of its section.</summary>
    public string Section { get; }

    /// <summary>What it is for.</summary>
    public SentenceKind Kind { get; }

    /// <summary>The sentence that leads the list, or null.</summary>
    public Sentence? Lead { get; }

    /// <summary>Whether it is Chinese.</summary>
    public bool Chinese { get; }

    /// <summary>Index in the document of its first character.</summary>
    public int Start { get; }

    /// <summary>Index in the document behind its last character.</summary>
    public int End { get; }

    /// <summary>Index in the document of a character of <see cref="Text"/>; what lies in the lead counts as the start.</summary>
    public int SourceOf(int index) => index < Shift ? Start : _block.SourceOf(_blockStart + index - Shift);

    private static string Tail(string lead) => lead.Length <= LongestLead ? lead : lead[^LongestLead..];

    private static double HanShare(string text)
    {
        var (han, letters) = (0, 0);
        foreach (var c in text)
        {
            if (FoldedText.IsHan(c)) han++;
            else if (char.IsLetter(c)) letters++;
        }

        return han == 0 ? 0 : (double)han / (han + (letters / 4.0));
    }
}
