using Assay.Core;

namespace Assay.Audit.Tests.Signals;

/// <summary>A file name or passage of our own with what a careful reader takes from it for one component.</summary>
/// <param name="Component">The component, or <c>component#topic</c>.</param>
/// <param name="Expected"><c>yes</c>, <c>part</c>, <c>some</c> (either), <c>promised</c>, <c>denied</c>, <c>no</c> (neither found nor denied), <c>open</c> (anything but denied).</param>
/// <param name="Where"><c>path</c>, <c>card</c>, <c>command</c>, <c>code</c>, <c>config</c>.</param>
/// <param name="Section">The heading above it, or empty.</param>
/// <param name="Text">The words.</param>
internal sealed record SignalCase(string Component, string Expected, string Where, string Section, string Text)
{
    /// <summary>The cases of a file beside this one.</summary>
    public static IEnumerable<SignalCase> Of(string file) => File.ReadLines(Path.Combine(Assay.Tests.SharedData.Root, "tests", "Assay.Audit.Tests", "Signals", file)).Where(l => l.Length > 0 && l[0] != '#').Select(Read);

    /// <summary>Whether the case was kept aside while the rules were repaired: a third, by a hash of its words.</summary>
    public bool IsHeldOut => Text.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u)) % 3 == 0;

    /// <summary>What the assessor takes from it.</summary>
    public string Answer()
    {
        var result = Release().Assess();
        var id = Component.Split('#');
        var facts = result.Facts.Components.Where(c => c.Id == id[0]).ToList();
        if (id.Length == 2) return facts.Exists(f => f.Topics.Any(t => t.Topic == id[1] && t.Covered)) ? "yes" : "no";
        var answers = facts.ConvertAll(Of);
        return Array.Find(["yes", "part", "promised", "denied"], answers.Contains) ?? "no";
    }

    /// <summary>Whether an answer is what was expected.</summary>
    public bool Accepts(string answer) => Expected switch
    {
        "some" => answer is "yes" or "part",
        "open" => answer != "denied",
        _ => answer == Expected,
    };

    /// <inheritdoc/>
    public override string ToString() => $"{Component} {Expected} {Where} § {Section} | {Text}";

    private static string Of(ComponentFact fact) => fact switch
    {
        { Presence: Presence.Present } => "yes",
        { Presence: Presence.Partial } => "part",
        { Presence: Presence.Claimed, Basis: Basis.Promised } => "promised",
        { Presence: Presence.Claimed, Completeness: Completeness.Partial } => "part",
        { Presence: Presence.Claimed } => "yes",
        { Presence: Presence.Absent, Evidence.Count: > 0 } => "denied",
        _ => "no",
    };

    private TestRelease Release()
    {
        var heading = Section.Length == 0 ? "" : $"## {Section}\n\n";
        return Where switch
        {
            "path" => TestRelease.Of("# Marlin\n").WithListed("marlinlab/marlin", Text.Split(' ')),
            "card" => TestRelease.Of($"# Marlin\n\n{heading}{Text}\n"),
            "command" => TestRelease.Of($"# Marlin\n\n{heading}```\n{Text}\n```\n"),
            "code" => TestRelease.Of("# Marlin\n").WithCode("marlinlab/marlin", ("src/part.py", Text + "\n")),
            "config" => TestRelease.Of("# Marlin\n").WithCode("marlinlab/marlin", ("configs/part.yaml", Text + "\n")),
            _ => throw new InvalidOperationException($"'{Where}' is no place of a case; see code.txt"),
        };
    }

    private static SignalCase Read(string line)
    {
        var bar = line.IndexOf(" | ", StringComparison.Ordinal);
        var place = line[..bar].Split(" § ");
        var words = place[0].Split(' ');
        return new(words[0], words[1], words[2], place.Length > 1 ? place[1] : "", line[(bar + 3)..].Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\|", "|", StringComparison.Ordinal));
    }
}
