using System.Globalization;
using Assay.Core;
using Assay.Reports.Safety;

namespace Assay.Reports.Weights;

/// <summary>The result of <c>assay weights show</c> for a reader.</summary>
public static class WeightsShowText
{
    private const int MaxMetadata = 40;
    private const int MaxValue = 160;

    /// <summary>Writes the result as plain text.</summary>
    public static string Write(WeightsShow show)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture);
        Write(show, text);
        return text.ToString();
    }

    /// <summary>Writes the result as plain text, line by line.</summary>
    public static void Write(WeightsShow show, TextWriter text)
    {
        Row(text, "Container", show.Container);
        Row(text, "Accepted", show.Accepted ? "yes" : $"no: {show.Reason}");
        Row(text, "Tensors", Number(show.Tensors));
        Row(text, "Parameters", Number(show.Parameters));
        foreach (var (type, elements) in show.Dtypes) Row(text, $"  {type}", Number(elements));
        Unsafe(text, show.Unsafe);
        Files(text, show.Files);
        Metadata(text, show.Metadata);
        Section(text, "Notes", show.Notes.Select(Neutral.Line));
        Section(text, "Tensors", show.TensorList.Select(t => $"{Neutral.Line(t.Name)}  {t.Dtype} [{string.Join(", ", t.Shape)}]  {Number(t.Bytes)} bytes  {Neutral.Line(t.File)}"));
    }

    private static void Unsafe(TextWriter text, IReadOnlyList<WeightsUnsafe> contents)
    {
        if (contents.Count == 0) Row(text, "Unsafe", "nothing found");
        Section(text, "Unsafe: would run, or asks for, code", contents.Select(u => $"{Neutral.Line(u.What)}  ({Neutral.Line(u.Where)})"));
    }

    private static void Files(TextWriter text, IReadOnlyList<WeightsFile> files) => Section(text, "Files", files.Select(f =>
        $"{Neutral.Line(f.Path)}  {f.Container}, {Number(f.Tensors)} tensors, {Number(f.Parameters)} parameters{(f.Accepted ? "" : $"; refused: {Neutral.Line(f.Reason ?? "")}")}"));

    private static void Metadata(TextWriter text, IReadOnlyDictionary<string, string> metadata)
    {
        var rows = metadata.Take(MaxMetadata).Select(m => $"{Neutral.Line(m.Key)} = {Cut(Neutral.Line(m.Value))}").ToList();
        if (metadata.Count > MaxMetadata) rows.Add($"and {metadata.Count - MaxMetadata} more (--format json shows all)");
        Section(text, "Metadata", rows);
    }

    private static void Section(TextWriter text, string title, IEnumerable<string> rows)
    {
        var any = false;
        foreach (var row in rows)
        {
            if (!any) text.Write($"\n{title}\n");
            any = true;
            text.Write("  ");
            text.Write(row);
            text.Write('\n');
        }
    }

    private static void Row(TextWriter text, string name, string value) => text.Write($"{name,-12} {Neutral.Line(value)}\n");

    private static string Cut(string value) => value.Length <= MaxValue ? value : value[..MaxValue] + "...";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
