using System.Collections.Immutable;
using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>Turns an alignment into a match of the contract, with the places of sections and clauses.</summary>
internal sealed class MatchBuilder(TextDocument document, TextView view, LicenseCatalog catalog, Vocabulary vocabulary)
{
    /// <summary>The match and its alignment.</summary>
    /// <param name="aligned">The alignment.</param>
    /// <param name="id">Id to report, one of the template's.</param>
    /// <param name="before">Terms added in front of the text, or null.</param>
    /// <param name="behind">Terms added behind it, or null.</param>
    /// <param name="kin">Whether the text only shares paragraphs with the known one.</param>
    public TextAlignment Build(AlignedText aligned, string id, Difference? before, Difference? behind, bool kin = false)
    {
        var license = catalog.ById(id) ?? new LicenseEntry { Id = id, Name = id };
        var describer = new EditDescriber(view, aligned, vocabulary);
        var edits = describer.Describe();
        if (before is { } head) edits.Insert(0, new LicenseEdit("title", EditKind.Added, null, Quote(head), null));
        if (behind is { } tail) edits.Insert(0, new LicenseEdit(TailSection(aligned), EditKind.Added, null, Quote(tail), null));
        var (first, last) = (before?.Text ?? aligned.Start, behind?.TextEnd ?? aligned.End);
        var match = new LicenseMatch
        {
            Id = license.Id,
            Spdx = license.Spdx,
            Name = license.Name,
            Family = license.Family,
            Match = kin ? LicenseMatchKind.Family : edits.Count == 0 ? LicenseMatchKind.Exact : LicenseMatchKind.Altered,
            Coverage = Math.Round(aligned.Coverage, 4),
            Edits = edits,
            AlteredSections = [.. edits.Select(e => e.Section).Distinct(StringComparer.Ordinal)],
            Lines = Lines(first, last),
        };
        return new TextAlignment
        {
            Match = match,
            License = license,
            Start = view.CharStart(first),
            Length = view.CharEnd(last - 1) - view.CharStart(first),
            Sections = Sections(aligned),
            Anchors = Anchors(aligned),
            Variables = [.. aligned.Variables.Select(Quote)],
        };
    }

    private string TailSection(AlignedText aligned)
    {
        var sections = aligned.Template.Sections;
        var goesOn = sections.Length > 0 && sections[^1].Path.Contains(' ', StringComparison.Ordinal) && !sections[^1].Path.StartsWith("para", StringComparison.Ordinal) && AdjacentTerms.ContinuesList(view, aligned.Start, aligned.End);
        return goesOn ? sections[^1].Path : "end";
    }

    private LineRange Lines(int first, int last)
    {
        var start = view.CharStart(first);
        return document.LinesOf(start, view.CharEnd(last - 1) - start);
    }

    private string Quote(Difference d)
    {
        var words = view.Chars(d.Text, Math.Min(d.TextEnd, d.Text + 10)).ToString().Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words) + (d.TextEnd > d.Text + 10 ? " …" : "");
    }

    private ImmutableArray<SectionAlignment> Sections(AlignedText aligned)
    {
        var template = aligned.Template;
        var sections = ImmutableArray.CreateBuilder<SectionAlignment>();
        for (var i = 0; i < template.Sections.Length; i++)
        {
            var (start, end) = (template.Sections[i].Word, i + 1 < template.Sections.Length ? template.Sections[i + 1].Word : template.Length);
            var changed = aligned.Edits.Exists(e => e.Base < end && e.BaseEnd > start) || aligned.Edits.Exists(e => e.Base == e.BaseEnd && Math.Max(0, e.Base - 1) >= start && Math.Max(0, e.Base - 1) < end);
            var (from, to) = Project(aligned, start, end);
            sections.Add(from < 0
                ? new SectionAlignment(template.Sections[i].Path, changed, -1, 0, null)
                : new SectionAlignment(template.Sections[i].Path, changed, view.CharStart(from), view.CharEnd(to - 1) - view.CharStart(from), Lines(from, to)));
        }

        return sections.ToImmutable();
    }

    private ImmutableArray<ClauseAnchor> Anchors(AlignedText aligned)
    {
        var anchors = ImmutableArray.CreateBuilder<ClauseAnchor>();
        foreach (var anchor in aligned.Template.Anchors)
        {
            var (start, end) = (anchor.Word, anchor.Word + anchor.Count);
            var (from, to) = Project(aligned, start, end);
            var intact = from >= 0 && !aligned.Edits.Exists(e => (e.Base < end && e.BaseEnd > start) || (e.Base == e.BaseEnd && e.Base > start && e.Base < end)) && Whole(aligned, start, end);
            anchors.Add(from < 0
                ? new ClauseAnchor(anchor.Code, anchor.Section, -1, 0, null, false)
                : new ClauseAnchor(anchor.Code, anchor.Section, view.CharStart(from), view.CharEnd(to - 1) - view.CharStart(from), Lines(from, to), intact));
        }

        return anchors.ToImmutable();
    }

    private static bool Whole(AlignedText aligned, int start, int end)
    {
        var equal = 0;
        foreach (var block in aligned.Blocks) equal += Math.Max(0, Math.Min(end, block.BaseEnd) - Math.Max(start, block.Base));
        return equal * 10 >= (end - start) * 9;
    }

    /// <summary>The words of the text at hand that stand for words of the known text; (-1, -1) where none does.</summary>
    private static (int From, int To) Project(AlignedText aligned, int start, int end)
    {
        var (from, to) = (-1, -1);
        foreach (var block in aligned.Blocks)
        {
            var (a, b) = (Math.Max(start, block.Base), Math.Min(end, block.BaseEnd));
            if (a >= b) continue;
            if (from < 0) from = block.Text + (a - block.Base);
            to = block.Text + (b - block.Base);
        }

        return (from, to);
    }
}
