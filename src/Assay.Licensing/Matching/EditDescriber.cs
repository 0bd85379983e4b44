using Assay.Core;

namespace Assay.Licensing;

/// <summary>Says of an edit where it lies, of which kind it is, and shows a few of its words.</summary>
internal sealed class EditDescriber(TextView view, AlignedText aligned, Vocabulary vocabulary)
{
    private const int ShownWords = 8;
    private const int ShortEdit = 6;
    private const int LongClause = 5;

    /// <summary>The edits, most important first: the title, then what turns a meaning, then the others as they stand.</summary>
    public List<LicenseEdit> Describe()
    {
        var edits = aligned.Edits.ConvertAll(Describe);
        return [.. edits.Select((e, i) => (Edit: e, Place: i)).OrderBy(e => Rank(e.Edit)).ThenBy(e => e.Place).Select(e => e.Edit)];
    }

    /// <summary>The section of an edit; words put in between two sections belong to the one before.</summary>
    public string SectionOf(Difference edit) => SectionAt(edit.Base == edit.BaseEnd ? Math.Max(0, edit.Base - 1) : edit.Base);

    private string SectionAt(int word)
    {
        var path = "title";
        foreach (var section in aligned.Template.Sections)
        {
            if (section.Word > word) break;
            path = section.Path;
        }

        if (word < aligned.Template.Length && (aligned.Template.Flags[word] & TemplateFlags.Title) != TemplateFlags.None) path = "title";
        return path;
    }

    private LicenseEdit Describe(Difference edit) => new(SectionOf(edit), KindOf(edit), Before(edit), After(edit), null);

    private static int Rank(LicenseEdit edit) => edit.Section == "title" ? 0 : edit.Kind switch { EditKind.Polarity => 1, EditKind.Value => 2, EditKind.Added or EditKind.Removed => 3, _ => 4 };

    private EditKind KindOf(Difference edit)
    {
        var known = aligned.Template.Words[edit.Base..edit.BaseEnd];
        var text = view.Words[edit.Text..edit.TextEnd];
        if (known.Length == 0 && text.Length >= LongClause && IsSentence(edit)) return EditKind.Added;
        if (known.Length + text.Length <= 2 * ShortEdit && vocabulary.PolarityDiffers(known, text)) return EditKind.Polarity;
        if (known.Length == 0) return text.Length >= LongClause ? EditKind.Added : AnyNumber(edit) ? EditKind.Value : EditKind.Reworded;
        if (text.Length == 0) return known.Length >= LongClause ? EditKind.Removed : EditKind.Reworded;
        if (known.Length <= ShortEdit && text.Length <= ShortEdit) return AnyNumber(edit) || AnyName(edit) ? EditKind.Value : EditKind.Reworded;
        if (text.Length >= 3 * known.Length) return EditKind.Added;
        return known.Length >= 3 * text.Length ? EditKind.Removed : EditKind.Reworded;
    }

    private bool IsSentence(Difference edit) => edit.Text > 0 && view.Has(edit.Text - 1, TokenFlags.SentenceEnd) && view.Has(edit.TextEnd - 1, TokenFlags.SentenceEnd);

    private bool AnyNumber(Difference edit)
    {
        for (var i = edit.Text; i < edit.TextEnd; i++)
        {
            if (view.Has(i, TokenFlags.Number)) return true;
        }

        return false;
    }

    private bool AnyName(Difference edit)
    {
        for (var i = edit.Text; i < edit.TextEnd; i++)
        {
            if (view.Has(i, TokenFlags.Capital) && !view.Has(i, TokenFlags.LineStart)) return true;
        }

        return false;
    }

    /// <summary>Words of the known text as far as they are in our own vocabulary; an ellipsis stands for the others.</summary>
    private string? Before(Difference edit)
    {
        if (edit.Base == edit.BaseEnd) return null;
        var end = Math.Min(edit.BaseEnd, edit.Base + ShownWords);
        var shown = new List<string>();
        for (var i = edit.Base; i < end; i++)
        {
            var word = vocabulary.Word(aligned.Template.Words[i]) ?? "…";
            if (word != "…" || shown.Count == 0 || shown[^1] != "…") shown.Add(word);
        }

        if (end < edit.BaseEnd && shown[^1] != "…") shown.Add("…");
        return string.Join(' ', shown);
    }

    private string? After(Difference edit)
    {
        if (edit.Text == edit.TextEnd) return null;
        var end = Math.Min(edit.TextEnd, edit.Text + ShownWords);
        var words = string.Join(' ', view.Chars(edit.Text, end).ToString().Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return end < edit.TextEnd ? words + " …" : words;
    }
}
