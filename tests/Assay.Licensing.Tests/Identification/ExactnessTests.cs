using System.Text;
using Assay.Core;
using Assay.Formats;
using Assay.Licensing;

namespace Assay.Tests;

/// <summary>A change of form stays exact, a change of one meaningful word never is: on every labeled text and on ordinary license files.</summary>
public sealed class ExactnessTests
{
    private const int OrdinaryFiles = 150;
    private const int PlacesPerText = 6;

    private static readonly LicenseIdentifier Identifier = LicensingFixture.Identifier;

    [Fact]
    public void A_change_of_form_stays_exact()
    {
        var wrong = new List<string>();
        var tried = 0;
        foreach (var (name, text, id) in Texts())
        {
            foreach (var (change, make) in TextChanges.OfForm)
            {
                tried++;
                var matches = Identifier.Identify(TextDocument.Of(name, make(text))).Matches;
                if (!matches.Any(m => m.Match == LicenseMatchKind.Exact && m.Id == id)) wrong.Add($"{name} ({id}): {change}: {string.Join("; ", matches.Select(Show))}");
            }
        }

        Report(wrong, tried, most: 0.0);
    }

    [Fact]
    public void Bytes_of_other_encodings_stay_exact()
    {
        var wrong = new List<string>();
        var tried = 0;
        foreach (var (name, text, id) in Texts())
        {
            foreach (var encoding in (ReadOnlySpan<Encoding>)[Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF8])
            {
                tried++;
                var document = TextDocument.Decode(name, [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
                if (document is null || !Identifier.Identify(document).Matches.Any(m => m.Match == LicenseMatchKind.Exact && m.Id == id)) wrong.Add($"{name}: {encoding.WebName}");
            }
        }

        Report(wrong, tried, most: 0.0);
    }

    [Fact]
    public void A_change_of_one_meaningful_word_is_never_exact()
    {
        var wrong = new List<string>();
        var tried = 0;
        foreach (var (name, text, id) in Texts())
        {
            var (start, end, variables) = Body(text, id);
            for (var place = 0; place < PlacesPerText; place++)
            {
                var from = start + ((end - start) * (place + 1) / (PlacesPerText + 2));
                foreach (var (change, make) in TextChanges.OfMeaning)
                {
                    if (make(text, from) is not (var at, var changed) || at >= end - 20) continue;
                    tried++;
                    var found = Identifier.Identify(TextDocument.Of(name, changed)).Alignments.FirstOrDefault(a => a.Match.Match == LicenseMatchKind.Exact && a.Match.Id == id);
                    if (found is not null && found.Variables.SequenceEqual(variables) && !IsNamed(text, at)) wrong.Add($"{name} ({id}): {change}: «{changed.Substring(at - 20, 60).ReplaceLineEndings(" ")}»");
                }
            }
        }

        Report(wrong, tried, most: 0.0);
    }

    // The words that apply: behind what introduces a public license, before what says how to apply it. Names are variables, and are shown as such.
    private static (int Start, int End, IReadOnlyList<string> Variables) Body(string text, string id)
    {
        var alignment = Identifier.Identify(TextDocument.Of(id, text)).Alignments.First(a => a.Match.Id == id);
        var (start, end) = (alignment.Start, alignment.Start + alignment.Length);
        if (text.IndexOf("By exercising the Licensed Rights", StringComparison.Ordinal) is >= 0 and var operative) start = operative;
        foreach (var appendix in (ReadOnlySpan<string>)["How to Apply", "HOW TO APPLY", "How to apply", "Creative Commons is not a party", "Creative Commons Notice", "APPENDIX", "附录", "如果您希望"])
        {
            if (text.IndexOf(appendix, start, StringComparison.Ordinal) is >= 0 and var at) end = Math.Min(end, at);
        }

        return (start, end, alignment.Variables);
    }

    // Who is named (nor the names of its contributors) and the words of reservation are variables of the templates too.
    private static bool IsNamed(string text, int at)
    {
        var before = text.AsSpan(Math.Max(0, at - 40), Math.Min(40, at)).ToString();
        return before.Contains("names of", StringComparison.Ordinal) || before.EndsWith("All ", StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string Text, string Id)> Texts()
    {
        var ordinary = Directory.EnumerateFiles(SharedData.Path("data", "scancode", "files")).Order(StringComparer.Ordinal).Take(3 * OrdinaryFiles);
        foreach (var path in Directory.EnumerateFiles(SharedData.Path("data", "licenses"), "*.txt").Order(StringComparer.Ordinal).Concat(ordinary))
        {
            if (TextDocument.Decode(path, File.ReadAllBytes(path)) is not { } document || TextChanges.IsMarkup(document.Text) || document.Text.Contains("/*", StringComparison.Ordinal)) continue;
            var found = Identifier.Identify(document);
            if (found.Alignments.Length == 1 && found.Matches is [{ Match: LicenseMatchKind.Exact } only]) yield return (Path.GetFileName(path), document.Text, only.Id);
        }
    }

    private static void Report(List<string> wrong, int tried, double most)
    {
        TestContext.Current.SendDiagnosticMessage($"{wrong.Count} of {tried} wrong");
        Assert.True(tried > 100, "too few texts");
        Assert.True(wrong.Count <= most * tried, $"{wrong.Count} of {tried}:\n{string.Join('\n', wrong.Take(60))}");
    }

    private static string Show(LicenseMatch match) => $"{match.Id} {match.Match} {string.Join(", ", match.Edits.Take(3).Select(e => $"{e.Section}: {e.Before} -> {e.After}"))}";
}
