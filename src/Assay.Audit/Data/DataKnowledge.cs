using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Audit;

/// <summary>A source of training data that words name.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What a report calls it.</param>
/// <param name="Class">Its class as the OSAID FAQ defines it.</param>
/// <param name="Location">Where it can be had, or null.</param>
/// <param name="License">Its license, or null.</param>
/// <param name="Access">How one gets at it.</param>
public sealed partial record KnownSource(string Id, string Name, DataClass Class, string? Location, string? License, AccessKind Access)
{
    internal Regex Pattern { get; init; } = null!;

    internal Regex? Unless { get; init; }

    internal ImmutableArray<string> Matches { get; init; }

    internal ImmutableArray<string> Rejects { get; init; }

    /// <summary>Where a text names it, or null.</summary>
    public (int Index, int Length)? In(string text)
    {
        var match = Pattern.Match(text);
        if (!match.Success || Unless?.IsMatch(text) == true) return null;
        var before = text[Math.Max(0, match.Index - 28)..match.Index];
        var after = text.Substring(match.Index + match.Length, Math.Min(40, text.Length - match.Index - match.Length));
        return DeniedBefore().IsMatch(before) || DeniedAfter().IsMatch(after) ? null : (match.Index, match.Length);
    }

    [GeneratedRegex(@"\b(?:no|not|nothing|without|never|none|neither|nor|free of|instead of|rather than)\b[^.;:|]{0,20}$|(?:不|没有|未|无)[^。；]{0,6}$", RegexOptions.IgnoreCase)]
    private static partial Regex DeniedBefore();

    [GeneratedRegex(@"^(?:[^.;:：\n]{0,24}[:：])?\W{0,8}(?:none|no|nothing|n/a|无|没有)\b", RegexOptions.IgnoreCase)]
    private static partial Regex DeniedAfter();
}

/// <summary>The sources that <c>datasets.yaml</c> knows.</summary>
public sealed class DataKnowledge
{
    private const string Path = "datasets.yaml";

    private DataKnowledge(ImmutableArray<KnownSource> all) => All = all;

    /// <summary>All of them, in the order of the file.</summary>
    public ImmutableArray<KnownSource> All { get; }

    /// <summary>The named corpus that a name stands for, or null.</summary>
    public KnownSource? Named(string name) => All.FirstOrDefault(s => s.Location is not null && s.In(name.Replace('_', ' ').Replace('/', ' ')) is not null);

    /// <summary>The named corpus whose name a text is from end to end, or null.</summary>
    public KnownSource? Whole(string name) => All.FirstOrDefault(s => s.Location is not null && s.In(name) is var (at, length) && name.AsSpan(0, at).Trim().Trim("*_").IsEmpty && name.AsSpan(at + length).TrimStart("-v ").ContainsAnyExceptInRange('0', '9') is false);

    /// <summary>Reads the file strictly.</summary>
    /// <exception cref="KnowledgeException">A source is malformed.</exception>
    public static DataKnowledge Load(DataTable knowledge)
    {
        var root = knowledge.File(Path) ?? throw new KnowledgeException(Path, 1, "the sources of data are missing");
        var file = new StrictMap(root);
        file.Text("source");
        file.Text("as_of");
        var all = file.Nodes("sources").Select(Read).ToImmutableArray();
        file.Done();
        return new DataKnowledge(all);
    }

    /// <summary>Runs the samples.</summary>
    internal static IEnumerable<string> Verify(DataTable knowledge)
    {
        if (knowledge.File(Path) is null) yield break;
        foreach (var source in Load(knowledge).All)
        {
            foreach (var sample in source.Matches.Where(s => source.In(s) is null)) yield return $"knowledge/{Path}: the source '{source.Id}' does not match its sample: {sample}";
            foreach (var sample in source.Rejects.Where(s => source.In(s) is not null)) yield return $"knowledge/{Path}: the source '{source.Id}' matches a sample that it must not: {sample}";
        }
    }

    private static KnownSource Read(DataNode node)
    {
        var map = new StrictMap(node);
        var source = new KnownSource(map.Text("id"), map.Text("name"), map.Choice("class", WireName.All<DataClass>()), map.OptionalText("location"), map.OptionalText("license"), map.Choice("access", WireName.All<AccessKind>(), AccessKind.Unknown))
        {
            Pattern = Compile(map.Text("pattern")),
            Unless = map.OptionalText("unless") is { } unless ? Compile(unless) : null,
            Matches = [.. map.Texts("matches")],
            Rejects = [.. map.Texts("rejects")],
        };
        map.Done();
        return source.Matches.IsEmpty || source.Rejects.IsEmpty ? throw KnowledgeException.At(node, $"the source '{source.Id}' needs samples: matches and rejects") : source;
    }

    private static Regex Compile(string pattern) => new(pattern.Replace(" ", @"\s", StringComparison.Ordinal), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);
}
