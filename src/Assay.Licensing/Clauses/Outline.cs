namespace Assay.Licensing;

/// <summary>The stack of open sections while a text is read from its start to its end.</summary>
internal sealed class Outline
{
    private readonly List<Level> _open = [];

    private sealed class Level(SectionLabel label, int indent, string path)
    {
        public SectionLabel Label { get; } = label;
        public int Indent { get; } = indent;
        public string Path { get; } = path;
        public string Heading { get; set; } = "";
        public Sentence? Lead { get; set; }
    }

    private readonly Level _root = new(new SectionLabel("", 0, "", 0, true), -1, "");

    private Level Top => _open.Count > 0 ? _open[^1] : _root;

    /// <summary>Path of the innermost open section.</summary>
    public string Path => Top.Path;

    /// <summary>Headings from the outermost section to the innermost, folded.</summary>
    public string Headings => _open.Count == 0 ? _root.Heading : string.Join(" / ", _open.Select(l => l.Heading).Where(h => h.Length > 0));

    /// <summary>Headings of the innermost section.</summary>
    public string Heading
    {
        get => Top.Heading;
        set => Top.Heading = value;
    }

    /// <summary>The lead that items below the innermost section stand under.</summary>
    public Sentence? Lead
    {
        get => Top.Lead;
        set => Top.Lead = value;
    }

    /// <summary>The lead of the list that the innermost section is an item of.</summary>
    public Sentence? LeadAbove
    {
        get
        {
            if (Top.Label.Style is "section" or "一、" or "attachment") return null;
            for (var i = _open.Count - 2; i >= -1; i--)
            {
                var level = i < 0 ? _root : _open[i];
                if (level.Lead is not null) return level.Lead;
                if (i >= 0 && _open[i].Label.Absolute) break;
            }

            return null;
        }
    }

    /// <summary>Ends all sections, as a heading without a number does.</summary>
    public void Close()
    {
        _open.Clear();
        (_root.Lead, _root.Heading) = (null, "");
    }

    /// <summary>Opens the section that a mark starts; false where no reading of the mark makes sense here.</summary>
    /// <param name="readings">Readings of the mark.</param>
    /// <param name="indent">Columns before it.</param>
    /// <param name="trusted">Whether a new paragraph starts here, so that a mark out of order is still a mark.</param>
    public bool Enter(IReadOnlyList<SectionLabel> readings, int indent, bool trusted)
    {
        foreach (var label in readings)
        {
            if (label.Absolute && (trusted || label.Style != "attachment")) return EnterAbsolute(label, indent);
        }

        return Continue(readings, indent) || Start(readings, indent, trusted);
    }

    /// <summary>Whether a mark is the next in a list that is open, at the same indent: then it is a mark even in the middle of a paragraph.</summary>
    public bool Expects(IReadOnlyList<SectionLabel> readings, int indent) => _open.Exists(l => Math.Abs(l.Indent - indent) <= 1 && readings.Any(r => r.Follows(l.Label)));

    private bool EnterAbsolute(SectionLabel label, int indent)
    {
        if (label.Style == "attachment")
        {
            Close();
        }
        else
        {
            var dots = label.Text.Count(c => c == '.');
            var parent = label.Text[..label.Text.LastIndexOf('.')];
            while (_open.Count > 0 && _open[^1].Path != parent && !(dots == 1 && IsWhole(_open[^1].Label) && _open[^1].Label.Ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture) == parent)) _open.RemoveAt(_open.Count - 1);
        }

        _open.Add(new Level(label, indent, label.Text));
        return true;
    }

    private static bool IsWhole(SectionLabel label) => label.Style is "1." or "section" or "一、" or "attachment";

    private bool Continue(IReadOnlyList<SectionLabel> readings, int indent)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            foreach (var label in readings)
            {
                if (!label.Follows(_open[i].Label) || (i < _open.Count - 1 && indent > _open[i].Indent + 8 && _open[i].Label.Style == "1.")) continue;
                _open.RemoveRange(i, _open.Count - i);
                Push(label, indent);
                return true;
            }
        }

        return false;
    }

    private bool Start(IReadOnlyList<SectionLabel> readings, int indent, bool trusted)
    {
        var first = readings.Where(l => l.Ordinal == 1).ToList();
        if (first.Count > 0)
        {
            var label = first.Count == 1 ? first[0] : first.FirstOrDefault(l => l.Style is "i." or "(i)" or "I.", first[0]);
            var same = _open.FindLastIndex(l => l.Label.Style == label.Style);
            if (same >= 0 && !(same == _open.Count - 1 && indent > _open[same].Indent)) _open.RemoveRange(same, _open.Count - same);
            Push(label, indent);
            return true;
        }

        if (readings.Count == 0) return false;
        if (_open.Count > 0 && Top.Lead is not null && indent > Top.Indent)
        {
            Push(readings[0], indent);
            return true;
        }

        if (!trusted) return false;
        var at = _open.FindLastIndex(l => l.Label.Style == readings[0].Style);
        if (at >= 0) _open.RemoveRange(at, _open.Count - at);
        else if (readings[0].Style is "1." or "section" or "一、") _open.Clear();
        Push(readings[0], indent);
        return true;
    }

    private void Push(SectionLabel label, int indent)
    {
        var above = label.Style is "section" or "一、" ? "" : Path;
        if (label.Style is "section" or "一、") _open.Clear();
        _open.Add(new Level(label, indent, above.Length == 0 ? label.Text : above + "." + label.Text));
    }
}
