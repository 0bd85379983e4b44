using Assay.Core;

namespace Assay.Formats;

/// <summary>Reads the YAML that may stand before a Markdown text. Broken YAML is a problem to report, never a crash.</summary>
internal static class FrontMatterReader
{
    /// <summary>Most lines that are looked at for the closing fence.</summary>
    private const int MaxLines = 20_000;

    public static FrontMatter? Read(TextDocument text)
    {
        if (text.LineCount < 2 || !text.Line(1).TrimEnd().SequenceEqual("---")) return null;
        for (var line = 2; line <= Math.Min(text.LineCount, MaxLines); line++)
        {
            if (text.Line(line).TrimEnd() is "---" or "...") return Parse(text, line);
        }

        return null;
    }

    private static FrontMatter Parse(TextDocument text, int last)
    {
        var lines = new LineRange(1, last);
        var start = text.StartOf(2);
        var yaml = text.Text[start..text.StartOf(last)];
        if (string.IsNullOrWhiteSpace(yaml)) return new FrontMatter(lines, null, null);
        try
        {
            var root = YamlReader.Read(text.Path, yaml, firstLine: 2);
            return root.Kind == DataKind.Mapping
                ? new FrontMatter(lines, root, null)
                : new FrontMatter(lines, null, $"{text.Path}:2: the front matter is no mapping of keys to values");
        }
        catch (KnowledgeException e)
        {
            return new FrontMatter(lines, null, e.Message);
        }
    }
}
