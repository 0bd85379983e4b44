namespace Assay.Licensing;

/// <summary>Aligns one candidate and sorts its differences into form and meaning.</summary>
internal sealed class TextAligner(TextView view)
{
    /// <summary>The alignment, or null where too little is in common.</summary>
    public AlignedText? Align(TextTemplate template, int start, int end)
    {
        var text = view.Words[start..end];
        var blocks = view.Workspace.Aligner.Align(template.Words, template.Seeds, text);
        Trim(blocks);
        if (blocks.Count == 0) return null;
        for (var i = 0; i < blocks.Count; i++) blocks[i] = blocks[i] with { Text = blocks[i].Text + start };
        var classifier = new DifferenceClassifier(view, template);
        var (edits, variables) = (new List<Difference>(), new List<Difference>());
        foreach (var difference in Differences(template, blocks)) classifier.Sort(difference, edits, variables);
        return Measure(template, blocks, edits, variables);
    }

    private static IEnumerable<Difference> Differences(TextTemplate template, List<Block> blocks)
    {
        if (blocks[0].Base > 0) yield return new Difference(0, blocks[0].Base, blocks[0].Text, blocks[0].Text);
        for (var i = 1; i < blocks.Count; i++) yield return new Difference(blocks[i - 1].BaseEnd, blocks[i].Base, blocks[i - 1].TextEnd, blocks[i].Text);
        if (blocks[^1].BaseEnd < template.Length) yield return new Difference(blocks[^1].BaseEnd, template.Length, blocks[^1].TextEnd, blocks[^1].TextEnd);
    }

    /// <summary>Drops crumbs at the ends: a few words far from everything else.</summary>
    private static void Trim(List<Block> blocks)
    {
        while (blocks.Count > 1 && Crumb(blocks[0], blocks[1])) blocks.RemoveAt(0);
        while (blocks.Count > 1 && Crumb(blocks[^1], blocks[^2])) blocks.RemoveAt(blocks.Count - 1);
    }

    private static bool Crumb(Block end, Block next)
    {
        var gap = end.Text < next.Text ? Math.Max(next.Text - end.TextEnd, 0) : Math.Max(end.Text - next.TextEnd, 0);
        return gap > 2 * end.Length && (end.Length < 4 || gap > 8 * end.Length);
    }

    private static AlignedText Measure(TextTemplate template, List<Block> blocks, List<Difference> edits, List<Difference> variables)
    {
        var flags = template.Flags;
        var (matched, matchedRequired, required, editWords) = (0, 0, 0, 0);
        foreach (var flag in flags) required += (flag & (TemplateFlags.Optional | TemplateFlags.Slot)) == TemplateFlags.None ? 1 : 0;
        foreach (var block in blocks)
        {
            matched += block.Length;
            for (var i = block.Base; i < block.BaseEnd; i++) matchedRequired += (flags[i] & (TemplateFlags.Optional | TemplateFlags.Slot)) == TemplateFlags.None ? 1 : 0;
        }

        foreach (var edit in edits)
        {
            var missing = 0;
            for (var i = edit.Base; i < edit.BaseEnd; i++) missing += (flags[i] & TemplateFlags.Optional) == TemplateFlags.None ? 1 : 0;
            editWords += missing + (edit.TextEnd - edit.Text);
        }

        return new AlignedText { Template = template, Blocks = blocks, Edits = edits, Variables = variables, Matched = matched, Required = required, MatchedRequired = matchedRequired, EditWords = editWords };
    }
}
