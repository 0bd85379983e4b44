namespace Assay.Licensing;

/// <summary>Follows nested numbers: which level a mark belongs to, from its style and from what came before.</summary>
internal sealed class Numbering
{
    private readonly List<SectionMark> _levels = [];
    private List<SectionMark> _above = [];
    private string? _root;

    /// <summary>Whether a mark within a line continues a list that is open (or opens one below it).</summary>
    public bool Continues(SectionMark mark) => Find(mark, m => mark.Value == m.Value + 1) >= 0 || (mark.AsRoman() is { } roman && Find(roman, m => roman.Value == m.Value + 1) >= 0) || (mark.Value == 1 && _levels.Count > 0);

    /// <summary>Starts anew below a heading; returns its path.</summary>
    public string Heading(string label)
    {
        _above = label.Contains(' ', StringComparison.Ordinal) ? [] : [.. _levels];
        _root = label;
        _levels.Clear();
        return label;
    }

    /// <summary>The path of the next mark, or null where the mark fits no level.</summary>
    public string? Next(SectionMark mark)
    {
        if (_above.Count > 0) ResumeAbove(mark);
        if (mark.Style == MarkStyle.Dotted) return Dotted(mark);
        if (mark.AsRoman() is { } roman && PrefersRoman(mark, roman)) mark = roman;
        var level = Find(mark, m => mark.Value == m.Value + 1);
        if (level < 0) level = DottedParent(mark);
        if (level < 0) level = Find(mark, m => mark.Value > m.Value && mark.Value <= m.Value + 4);
        if (level < 0 && mark.Value == 1) level = Find(mark, _ => true);
        if (level < 0 && mark.Value > 1 && _levels.Count > 0) return null;
        if (level >= 0) _levels.RemoveRange(level, _levels.Count - level);
        _levels.Add(mark);
        return Path();
    }

    /// <summary>Numbers that run on below a new heading (Section IV, then 7.) belong to the whole text, not to the heading.</summary>
    private void ResumeAbove(SectionMark mark)
    {
        if (mark.Value > 1 && _above.Exists(m => m.Style == mark.Style && m.Bracket == mark.Bracket && mark.Value == m.Value + 1))
        {
            _levels.AddRange(_above);
            _root = null;
        }

        _above = [];
    }

    private string? Dotted(SectionMark mark)
    {
        if (_root is not null && !_root.Contains(' ', StringComparison.Ordinal)) _root = null;
        var first = _levels.FindIndex(m => m.Style is MarkStyle.Dotted or MarkStyle.Digits or MarkStyle.Article);
        _levels.RemoveRange(Math.Max(0, first), first < 0 ? _levels.Count : _levels.Count - first);
        _levels.Add(mark);
        return Path();
    }

    /// <summary>A number that follows dotted ones: 3. behind 2.4.</summary>
    private int DottedParent(SectionMark mark)
    {
        if (mark.Style != MarkStyle.Digits || mark.Bracket != '.') return -1;
        return _levels.FindIndex(m => m.Style == MarkStyle.Dotted && int.TryParse(m.Label.AsSpan(0, m.Label.IndexOf('.', StringComparison.Ordinal)), out var major) && mark.Value == major + 1);
    }

    private bool PrefersRoman(SectionMark letter, SectionMark roman)
    {
        if (Find(letter, m => letter.Value == m.Value + 1) >= 0 && Find(roman, m => roman.Value == m.Value + 1) < 0) return false;
        return roman.Value == 1 || Find(roman, m => roman.Value > m.Value && roman.Value <= m.Value + 4) >= 0;
    }

    private int Find(SectionMark mark, Func<SectionMark, bool> fits) => _levels.FindLastIndex(m => m.Style == mark.Style && m.Bracket == mark.Bracket && fits(m));

    private string Path()
    {
        var labels = string.Join('.', _levels.Select(m => m.Label));
        return _root is null ? labels : labels.Length == 0 ? _root : $"{_root}.{labels}";
    }
}
