using System.Text;
using Assay.Formats;

namespace Assay.Tests;

/// <summary>Adversarial texts cost no more than a generous multiple, byte for byte, of an ordinary pile of licenses. Ratios, not clocks: machines differ.</summary>
public sealed class BoundedTimeTests
{
    private const double Most = 60;

    private static readonly string[] Texts = [.. Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal).Take(40).Select(File.ReadAllText) : []];

    private static string Folder => Path.Combine(SharedData.Root, "..", "shared", "data", "licenses");

    [Theory]
    [InlineData("five hundred licenses")]
    [InlineData("one license five hundred times")]
    [InlineData("n-grams of a license, thousands of times")]
    [InlineData("every second word exchanged")]
    [InlineData("sentences shuffled")]
    [InlineData("one word, a megabyte")]
    [InlineData("a megabyte in one line")]
    [InlineData("license words at random")]
    [InlineData("brackets and tags that never close")]
    [InlineData("addresses")]
    [InlineData("names of licenses")]
    [InlineData("list marks")]
    public void Hostile_texts_are_read_in_bounded_time(string kind)
    {
        SharedData.Path("data", "licenses");
        var ordinary = string.Join("\n\n", Texts);
        var hostile = Make(kind);
        Measure(ordinary);
        var (reference, time) = (Math.Min(Measure(ordinary), Measure(ordinary)), Measure(hostile));
        var ratio = time / hostile.Length / (reference / ordinary.Length);
        TestContext.Current.SendDiagnosticMessage($"{kind}: {hostile.Length} characters, {time:F0} ms, {ratio:F1} times as long a character as ordinary licenses");
        Assert.True(ratio < Most || time < 500, $"{ratio:F1} times as long a character as ordinary licenses");
    }

    private static double Measure(string text)
    {
        var start = Environment.CpuUsage.TotalTime;
        LicensingFixture.Identifier.Identify(TextDocument.Of("x", text));
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }

    private static string Make(string kind)
    {
        var random = new Random(7);
        var words = Texts[0].Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return kind switch
        {
            "five hundred licenses" => string.Join("\n\n", Enumerable.Range(0, 500).Select(i => Texts[i % Texts.Length])),
            "one license five hundred times" => string.Concat(Enumerable.Repeat(Texts[0] + "\n\n", 500)),
            "n-grams of a license, thousands of times" => Repeat(() => string.Join(' ', words.AsSpan(random.Next(words.Length - 12), 10).ToArray())),
            "every second word exchanged" => Repeat(() => string.Join(' ', words.Select((w, i) => i % 14 < 7 ? w : "turnip"))),
            "sentences shuffled" => Repeat(() => string.Join(". ", Texts[random.Next(Texts.Length)].Split(". ").OrderBy(_ => random.Next()))),
            "one word, a megabyte" => new string('a', 1 << 20),
            "a megabyte in one line" => Repeat(() => Texts[random.Next(Texts.Length)]).ReplaceLineEndings(" "),
            "license words at random" => Repeat(() => words[random.Next(words.Length)]),
            "brackets and tags that never close" => Repeat(() => "<p [name {owner (http://x.org/a [b](c <div "),
            "addresses" => Repeat(() => "https://www.apache.org/licenses/LICENSE-" + random.Next(9)),
            "names of licenses" => Repeat(() => "GNU General Public License version 2 or the Apache License 2.0, MIT"),
            _ => Repeat(() => "1. a) (b) iv. 2.1 "),
        };
    }

    private static string Repeat(Func<string> part)
    {
        var text = new StringBuilder();
        while (text.Length < 1 << 20) text.Append(part()).Append('\n');
        return text.ToString();
    }
}
