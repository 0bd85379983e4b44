namespace Assay.Licensing;

/// <summary>Sorts differences into form (dropped), variables of the template, and edits that bear meaning.</summary>
internal sealed class DifferenceClassifier(TextView view, TextTemplate template)
{
    private const int LongestVariable = 40;
    private const int LongestInsertion = 16;

    public void Sort(Difference difference, List<Difference> edits, List<Difference> variables)
    {
        if (IsForm(difference)) return;
        if (IsVariable(difference))
        {
            if (difference.TextEnd > difference.Text) variables.Add(difference);
            return;
        }

        edits.Add(difference);
    }

    private bool IsForm(Difference d)
    {
        if (d.Text == d.TextEnd && All(d, TemplateFlags.Optional)) return true;
        return IsTitleForm(d) || IsJoined(d) || IsMarksOnly(d);
    }

    private bool All(Difference d, TemplateFlags flag)
    {
        for (var i = d.Base; i < d.BaseEnd; i++)
        {
            if ((template.Flags[i] & flag) == TemplateFlags.None) return false;
        }

        return true;
    }

    /// <summary>Other words in a title, as long as no number and no qualifying word differs.</summary>
    private bool IsTitleForm(Difference d)
    {
        var inTitle = d.Base < template.Length && (template.Flags[d.Base] & TemplateFlags.Title) != TemplateFlags.None;
        var behindTitle = d.Base > 0 && d.Base == d.BaseEnd && (template.Flags[d.Base - 1] & TemplateFlags.Title) != TemplateFlags.None;
        if ((!inTitle && !behindTitle) || !All(d, TemplateFlags.Title) || d.TextEnd - d.Text > 24) return false;
        var text = view.Words[d.Text..d.TextEnd];
        if (TitleWords.Qualifies(text)) return false;
        var numbersInText = AnyNumber(d.Text, d.TextEnd);
        var numbersInBase = false;
        for (var i = d.Base; i < d.BaseEnd; i++) numbersInBase |= TitleWords.IsNumber(template.Words[i]);
        return d.Base == d.BaseEnd ? !numbersInText || !TitleHasNumber() : !numbersInText && !numbersInBase;
    }

    private bool TitleHasNumber()
    {
        for (var i = 0; i < template.Length && (template.Flags[i] & TemplateFlags.Title) != TemplateFlags.None; i++)
        {
            if (TitleWords.IsNumber(template.Words[i])) return true;
        }

        return false;
    }

    private bool AnyNumber(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (view.Has(i, TokenFlags.Number)) return true;
        }

        return false;
    }

    /// <summary>The same letters with other word breaks: hyphens, line breaks, words that a PDF ran together.</summary>
    private bool IsJoined(Difference d)
    {
        var (known, text) = (d.BaseEnd - d.Base, d.TextEnd - d.Text);
        if (known is 0 or > 4 || text is 0 or > 4) return false;
        var letters = Letters(d.Text, d.TextEnd);
        var at = 0;
        for (var i = d.Base; i < d.BaseEnd; i++)
        {
            var hash = WordHash.Seed;
            var end = at;
            var found = false;
            while (end < letters.Length && !found)
            {
                hash = WordHash.Step(hash, letters[end++]);
                found = Spelling.Fold(WordHash.Finish(hash)) == template.Words[i] && (i + 1 < d.BaseEnd || end == letters.Length);
            }

            if (!found) return false;
            at = end;
        }

        return at == letters.Length;
    }

    private string Letters(int start, int end)
    {
        var letters = new System.Text.StringBuilder();
        for (var i = start; i < end; i++)
        {
            foreach (var c in view.Text.AsSpan(view.CharStart(i), view.CharEnd(i) - view.CharStart(i)))
            {
                if (CharClass.IsIdeograph(c)) letters.Append(c);
                else if (CharClass.Fold(c) is var folded && folded != 0) letters.Append(folded);
            }
        }

        return letters.ToString();
    }

    /// <summary>Words on one side that are list marks or link targets on the other.</summary>
    private bool IsMarksOnly(Difference d)
    {
        var marks = new List<uint>();
        foreach (var mark in template.Marks)
        {
            if (mark.Word >= d.Base && mark.Word <= d.BaseEnd) marks.Add(mark.Hash);
        }

        for (var i = d.Text; i < d.TextEnd; i++)
        {
            if (!marks.Remove(view.Words[i]) && !IsPageNumber(i) && !IsRunningMark(i) && !(i > 0 && view.Words[i] == view.Words[i - 1] && IsRunningMark(i - 1))) return false;
        }

        var (first, last) = view.TokensAround(d.Text, d.TextEnd);
        var own = new List<uint>();
        for (var i = first; i < last; i++)
        {
            if (view.Tokens.IsMark(i)) own.Add(view.Tokens.Hashes[i]);
        }

        for (var i = d.Base; i < d.BaseEnd; i++)
        {
            if ((template.Flags[i] & TemplateFlags.Optional) == TemplateFlags.None && !own.Remove(template.Words[i])) return false;
        }

        return true;
    }

    /// <summary>A number alone on its line.</summary>
    private bool IsPageNumber(int word) => view.Has(word, TokenFlags.Number) && view.Has(word, TokenFlags.LineStart) && view.CharEnd(word) - view.CharStart(word) <= 3
        && (word + 1 >= view.Words.Length || view.Has(word + 1, TokenFlags.LineStart));

    /// <summary>A list mark within a line: a letter or a small number with a stop, alone where a sentence starts.</summary>
    private bool IsRunningMark(int word)
    {
        var end = view.CharEnd(word);
        if (word == 0 || end - view.CharStart(word) > 2 || end + 1 >= view.Text.Length || view.Text[end] is not ('.' or ')') || !char.IsWhiteSpace(view.Text[end + 1])) return false;
        return view.Has(word - 1, TokenFlags.SentenceEnd) && (view.Has(word, TokenFlags.Number) || end - view.CharStart(word) == 1);
    }

    private bool IsVariable(Difference d)
    {
        var text = view.Words[d.Text..d.TextEnd];
        var slots = d.Base == d.BaseEnd ? BesideSlot(d.Base) : All(d, TemplateFlags.Slot);
        if (slots && text.Length == 0) return true;
        if (!slots && d.Base != d.BaseEnd) return false;
        if (text.Length <= (d.Base == d.BaseEnd ? LongestInsertion : LongestVariable) && slots && !HasNewNorm(d, text)) return true;
        return text.Length > 0 && Attribution.IsOne(text) && (d.Base == d.BaseEnd || slots);
    }

    private bool BesideSlot(int at) => (at > 0 && (template.Flags[at - 1] & TemplateFlags.Slot) != TemplateFlags.None) || (at < template.Length && (template.Flags[at] & TemplateFlags.Slot) != TemplateFlags.None);

    private bool HasNewNorm(Difference d, ReadOnlySpan<uint> text)
    {
        foreach (var word in text)
        {
            if (Attribution.IsNormative(word) && !template.Words[d.Base..d.BaseEnd].Contains(word)) return true;
        }

        return false;
    }
}
