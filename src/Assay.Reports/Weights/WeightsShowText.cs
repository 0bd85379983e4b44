using System.Globalization;
using System.Text;
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
        var text = new StringBuilder();
        Row(text, "Container", show.Container);
        Row(text, "Accepted", show.Accepted ? "yes" : $"no: {show.Reason}");
        Row(text, "Tensors", Number(show.Tensors));
        Row(text, "Parameters", Number(show.Parameters));
        foreach (var (type, elements) in show.Dtypes) Row(text, $"  {type}", Number(elements));
        Unsafe(text, show.Unsafe);
        Files(text, show.Files);
        Metadata(text, show.Metadata);
        Section(text, "Notes", show.Notes.Select(Neutral.Line));
        Section(text, "Tensors", show.TensorList.Select(t => $"{Neutral.Line(t.Name)}  {t.Dtype} [{string.Join(", ", t.Shape)}]  {Neutral.Line(t.File)}"));
        return text.ToString();
    }

    private static void Unsafe(StringBuilder text, IReadOnlyList<WeightsUnsafe> contents)
    {
        if (contents.Count == 0) Row(text, "Unsafe", "nothing found");
        Section(text, "Unsafe: would run, or asks for, code", contents.Select(u => $"{Neutral.Line(u.What)}  ({Neutral.Line(u.Where)})"));
    }

    private static void Files(StringBuilder text, IReadOnlyList<WeightsFile> files) => Section(text, "Files", files.Select(f =>
        $"{Neutral.Line(f.Path)}  {f.Container}, {Number(f.Tensors)} tensors, {Number(f.Parameters)} parameters{(f.Accepted ? "" : $"; refused: {Neutral.Line(f.Reason ?? "")}")}"));

    private static void Metadata(StringBuilder text, IReadOnlyDictionary<string, string> metadata)
    {
        var rows = metadata.Take(MaxMetadata).Select(m => $"{Neutral.Line(m.Key)} = {Cut(Neutral.Line(m.Value))}").ToList();
        if (metadata.Count > MaxMetadata) rows.Add($"and {metadata.Count - MaxMetadata} more (--format json shows all)");
        Section(text, "Metadata", rows);
    }

    private static void Section(StringBuilder text, string title, IEnumerable<string> rows)
    {
        var lines = rows.ToList();
        if (lines.Count == 0) return;
        text.Append('\n').Append(title).Append('\n');
        foreach (var line in lines) text.Append("  ").Append(line).Append('\n');
    }

    private static void Row(StringBuilder text, string name, string value) => text.Append(name.PadRight(12)).Append(' ').Append(Neutral.Line(value)).Append('\n');

    private static string Cut(string value) => value.Length <= MaxValue ? value : value[..MaxValue] + "...";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
