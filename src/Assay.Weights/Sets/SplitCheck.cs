using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Weights.Tables;

namespace Assay.Weights;

/// <summary>Whether the parts of a model are all there and fit each other.</summary>
internal static partial class SplitCheck
{
    /// <summary>Parts named <c>-00001-of-00009</c>.</summary>
    public static void Numbered(string name, List<WeightFileResult> parts, SetFindings findings)
    {
        var numbers = parts.Select(p => PartNumber().Match(p.Name)).Where(m => m.Success).ToList();
        if (numbers.Count == 0) return;
        var count = Number(numbers[0], 2);
        if (numbers.Exists(m => Number(m, 2) != count)) findings.Problems.Add($"the parts of {name} disagree on how many there are");
        var present = numbers.Select(m => Number(m, 1)).ToHashSet();
        var missing = Enumerable.Range(1, count).Where(n => !present.Contains(n)).ToList();
        if (missing.Count > 0) findings.Problems.Add($"{missing.Count} of {count} parts of {name} are missing: {string.Join(", ", missing.Take(8))}{(missing.Count > 8 ? ", ..." : "")}");
    }

    /// <summary>Parts of a GGUF model, which also number themselves.</summary>
    public static void Gguf(string name, List<WeightFileResult> parts, SetFindings findings)
    {
        Numbered(name, parts, findings);
        var counts = parts.Select(p => Value(p, "split.count")).ToList();
        if (!counts.Exists(c => c > 1)) return;
        if (counts.Distinct().Count() > 1) findings.Problems.Add($"the parts of {name} disagree on split.count");
        if (counts[0] != parts.Count) findings.Problems.Add($"{name} declares {counts[0]} parts, {parts.Count} are here");
        var numbers = parts.Select(p => Value(p, "split.no")).ToList();
        if (!numbers.Order().SequenceEqual(Enumerable.Range(0, parts.Count).Select(i => (long?)i))) findings.Problems.Add($"the parts of {name} are not numbered 0 to {parts.Count - 1} by split.no");
        var declared = parts.Select(p => Value(p, "split.tensors.count")).FirstOrDefault(c => c is not null);
        var tensors = parts.Sum(p => p.Tensors.Count);
        if (declared is not null && declared != tensors) findings.Problems.Add($"{name} declares {declared} tensors in all parts, {tensors} are there");
    }

    /// <summary>A tensor of a name that two parts hold.</summary>
    public static void Duplicates(string name, List<WeightFileResult> parts, SetFindings findings)
    {
        if (parts.Count < 2) return;
        var seen = new TextTable();
        var twice = new NameSamples();
        foreach (var tensor in parts.SelectMany(p => p.Tensors))
        {
            if (seen.Find(tensor.Name) >= 0) twice.Add(tensor.Name);
            else seen.Add(tensor.Name);
        }

        if (twice.Count > 0) findings.Problems.Add($"{twice.Count} tensors are in more than one part of {name}: {twice}");
    }

    private static long? Value(WeightFileResult part, string key) =>
        part.Metadata.TryGetValue(key, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-(\d{5})-of-(\d{5})")]
    private static partial Regex PartNumber();
}
