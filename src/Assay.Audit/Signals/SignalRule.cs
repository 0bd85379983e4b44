using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Audit;

/// <summary>What a rule is matched against.</summary>
public enum SignalTarget
{
    /// <summary>The path of a file.</summary>
    Path,

    /// <summary>A paragraph, item or table row of a document.</summary>
    Text,

    /// <summary>A link, as <c>words before [words](address)</c>.</summary>
    Link,

    /// <summary>A link to a file or folder of the release itself, as <c>words before [words](path)</c>.</summary>
    LocalLink,

    /// <summary>A line of code in a document or in a program.</summary>
    Code,
}

/// <summary>What a match says of a component.</summary>
public enum Stance
{
    /// <summary>It is here.</summary>
    Shows,

    /// <summary>A part of it is here.</summary>
    Part,

    /// <summary>A link leads to it.</summary>
    Links,

    /// <summary>A link leads to a part of it.</summary>
    LinksPart,

    /// <summary>Words say that it is published.</summary>
    States,

    /// <summary>It is said to come.</summary>
    Promises,

    /// <summary>It is said not to be published.</summary>
    Denies,

    /// <summary>Words speak of it without saying whether it is published.</summary>
    Mentions,

    /// <summary>A topic is covered; nothing is said about presence.</summary>
    Topic,
}

/// <summary>One rule of <c>knowledge/signals</c>: generic, with samples that it must match and must not match.</summary>
public sealed class SignalRule
{
    private readonly string _pattern;
    private readonly string? _unless;
    private readonly string? _section;
    private readonly string? _notSection;
    private readonly string? _unlessBefore;
    private Regex? _patternRegex;
    private Regex? _unlessRegex;
    private Regex? _sectionRegex;
    private Regex? _notSectionRegex;
    private Regex? _unlessBeforeRegex;

    internal SignalRule(string pattern, string? unless, string? section, string? notSection, string? unlessBefore = null) => (_pattern, _unless, _section, _notSection, _unlessBefore) = (pattern, unless, section, notSection, unlessBefore);

    /// <summary>Its id, unique in all files.</summary>
    public required string Id { get; init; }

    /// <summary>The component it speaks of.</summary>
    public required ComponentId Component { get; init; }

    /// <summary>What it is matched against.</summary>
    public required SignalTarget On { get; init; }

    /// <summary>What a match says.</summary>
    public required Stance Says { get; init; }

    /// <summary>The topic it covers, or null.</summary>
    public string? Topic { get; init; }

    /// <summary><c>base</c>, <c>post</c>, or null.</summary>
    public string? Stage { get; init; }

    /// <summary>Whether it is matched sentence by sentence.</summary>
    public bool BySentence { get; init; }

    /// <summary>How many files must match before a rule on paths says anything: one file named after a step of training may be the final one.</summary>
    public int AtLeast { get; init; } = 1;

    /// <summary>The roles of files it is matched in.</summary>
    public ImmutableArray<FileRole> In { get; init; } = [];

    /// <summary>Words one of which must occur before the pattern is tried, in lower case; empty for paths.</summary>
    public ImmutableArray<string> Triggers { get; init; } = [];

    /// <summary>Texts it must match, <c>[Section] text</c> where it has a section.</summary>
    public ImmutableArray<string> Matches { get; init; } = [];

    /// <summary>Texts it must not match.</summary>
    public ImmutableArray<string> Rejects { get; init; } = [];

    /// <summary>Where the pattern matches, or null; the section, where the rule asks for one, must match too.</summary>
    /// <param name="subject">What the pattern is tried on.</param>
    /// <param name="section">Path of the section.</param>
    /// <param name="before">For a link: its whole sentence before it, which may be longer than the subject.</param>
    public (int Index, int Length)? Match(string subject, string section, string? before = null)
    {
        if (_section is not null && !(_sectionRegex ??= Compile(_section)).IsMatch(section)) return null;
        if (_notSection is not null && (_notSectionRegex ??= Compile(_notSection)).IsMatch(section)) return null;
        if (_unlessBefore is not null && (_unlessBeforeRegex ??= Compile(_unlessBefore)).IsMatch(before ?? subject)) return null;
        if (!BySentence) return Match(subject);
        foreach (var (start, length) in Sentences.Of(subject))
        {
            var sentence = subject.Substring(start, length);
            if (Match(sentence) is var (index, matched)) return (start + index, matched);
            foreach (var (from, half) in Sentences.Halves(sentence))
            {
                if (Match(sentence.Substring(from, half)) is var (inHalf, matchedInHalf)) return (start + from + inHalf, matchedInHalf);
            }
        }

        return null;
    }

    private (int Index, int Length)? Match(string subject)
    {
        var match = (_patternRegex ??= Compile(_pattern)).Match(subject);
        if (!match.Success) return null;
        return _unless is not null && (_unlessRegex ??= Compile(_unless)).IsMatch(subject) ? null : (match.Index, match.Length);
    }

    /// <summary>Builds all patterns now, so that a broken one is found.</summary>
    /// <exception cref="ArgumentException">A pattern is no regular expression.</exception>
    public void Build()
    {
        foreach (var pattern in (string?[])[_pattern, _unless, _section, _notSection, _unlessBefore])
        {
            if (pattern is not null) _ = Compile(pattern);
        }
    }

    private static Regex Compile(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
}
