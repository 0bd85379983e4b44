using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>
/// Says of each paragraph of an unknown version from which known versions it comes: the stretch is aligned with every known text of the family,
/// and with those that share its rare n-grams; a paragraph belongs to the texts that have all, or else most, of its words in one piece.
/// </summary>
internal sealed class FamilyOrigins(IReadOnlyList<FingerprintIndex> indexes, LicenseCatalog catalog, TextDocument document, TextView view)
{
    private const int MostTexts = 24;
    private const int MostSections = 2000;
    private const int MostNamed = 6;
    private const double NearShare = 0.75;
    private const double NewWords = 0.03;

    private List<(string Path, int Word)>? _sections;

    /// <summary>The alignment with the origin of its paragraphs, where the text mixes versions or only shares paragraphs with known ones.</summary>
    /// <param name="alignment">The alignment as reported.</param>
    /// <param name="aligned">The same in words.</param>
    /// <param name="taken">Words that belong to the license for sure, terms added around it included.</param>
    /// <param name="room">Words between the licenses before and behind.</param>
    public TextAlignment Explain(TextAlignment alignment, AlignedText aligned, (int Start, int End) taken, (int Start, int End) room)
    {
        var kin = alignment.Match.Match == LicenseMatchKind.Family;
        if (!kin && (alignment.Match.Match == LicenseMatchKind.Exact || aligned.EditWords < NewWords * aligned.Matched)) return alignment;
        var length = aligned.Template.Length;
        var paragraphs = Origins(aligned.Template, alignment.License.Family, Math.Max(room.Start, taken.Start - length), Math.Min(room.End, taken.End + length));
        var (head, tail) = (document.LineAt(view.CharStart(taken.Start)), document.LineAt(view.CharStart(taken.End - 1)));
        while (paragraphs is [.., { Origin: OriginKind.New } last] && last.Lines.First > tail) paragraphs.RemoveAt(paragraphs.Count - 1);
        while (paragraphs is [{ Origin: OriginKind.New } first, ..] && first.Lines.Last < head) paragraphs.RemoveAt(0);
        var mixed = kin || paragraphs.Exists(p => p.Origin == OriginKind.Exact && !p.From.Contains(alignment.License.Id));
        return mixed ? alignment with { Match = alignment.Match with { Paragraphs = paragraphs } } : alignment;
    }

    private List<ParagraphOrigin> Origins(TextTemplate nearest, string? family, int start, int end)
    {
        var sections = Sections(start, end);
        var best = sections.ConvertAll(_ => new Best());
        foreach (var template in Texts(nearest, family, start, end))
        {
            var blocks = view.Workspace.Aligner.Align(template.Words, template.Seeds, view.Words[start..end]);
            for (int s = 0, from = 0; s < sections.Count; s++)
            {
                var (first, behind) = (sections[s].Word - start, (s + 1 < sections.Count ? sections[s + 1].Word : end) - start);
                while (from < blocks.Count && blocks[from].TextEnd <= first) from++;
                best[s].Add(template.Ids[0], Share(blocks, from, first, behind, out var whole), whole);
            }
        }

        var origins = new List<ParagraphOrigin>();
        for (var s = 0; s < sections.Count; s++)
        {
            var (first, behind) = (sections[s].Word, s + 1 < sections.Count ? sections[s + 1].Word : end);
            if (behind > first) origins.Add(best[s].Origin(sections[s].Path, document.LinesOf(view.CharStart(first), view.CharEnd(behind - 1) - view.CharStart(first))));
        }

        return origins;
    }

    /// <summary>Share of the words of a paragraph that a known text has in their order; whole where it has them in one piece with nothing between.</summary>
    private static double Share(List<Block> blocks, int from, int first, int behind, out bool whole)
    {
        var (equal, pieces) = (0, 0);
        for (var i = from; i < blocks.Count && blocks[i].Text < behind; i++)
        {
            equal += Math.Min(behind, blocks[i].TextEnd) - Math.Max(first, blocks[i].Text);
            pieces++;
        }

        whole = pieces == 1 && equal == behind - first;
        return behind == first ? 0 : (double)equal / (behind - first);
    }

    private List<(string Path, int Word)> Sections(int start, int end)
    {
        _sections ??= Read();
        var inside = new List<(string Path, int Word)>();
        foreach (var section in _sections)
        {
            if (section.Word >= end || inside.Count >= MostSections) break;
            if (section.Word <= start) inside.Clear();
            inside.Add((section.Path, Math.Max(start, section.Word)));
        }

        return inside;
    }

    private List<(string Path, int Word)> Read()
    {
        var sections = new List<(string Path, int Word)>();
        foreach (var section in SectionParser.Parse(view.Text, view.Tokens))
        {
            var word = view.Index.BinarySearch(section.Token);
            if (word < 0) word = ~word;
            if (sections.Count > 0 && sections[^1].Word == word) sections.RemoveAt(sections.Count - 1);
            sections.Add((section.Path, word));
        }

        return sections;
    }

    private IEnumerable<TextTemplate> Texts(TextTemplate nearest, string? family, int start, int end)
    {
        var texts = new List<TextTemplate> { nearest };
        foreach (var index in indexes)
        {
            for (var t = 0; family is not null && t < index.Count; t++)
            {
                if (catalog.ById(index.IdOf(t))?.Family == family) texts.Add(index.Template(t));
            }

            foreach (var candidate in new CandidateSearch(index, view.Workspace).Find(view.Words[start..end]).Take(MostTexts)) texts.Add(index.Template(candidate.Template));
        }

        return texts.DistinctBy(t => t.Ids[0]).Take(MostTexts);
    }

    /// <summary>The known texts that have most of a paragraph.</summary>
    private sealed class Best
    {
        private readonly SortedSet<string> _ids = new(StringComparer.Ordinal);
        private double _share;
        private bool _whole;

        public void Add(string id, double share, bool whole)
        {
            if (whole == _whole ? share < _share || share < NearShare : _whole) return;
            if (whole != _whole || share > _share) _ids.Clear();
            (_share, _whole) = (share, whole);
            if (_ids.Count < MostNamed) _ids.Add(id);
        }

        public ParagraphOrigin Origin(string section, LineRange lines) => new(section, lines, _whole ? OriginKind.Exact : _ids.Count > 0 ? OriginKind.Near : OriginKind.New, [.. _ids]);
    }
}
