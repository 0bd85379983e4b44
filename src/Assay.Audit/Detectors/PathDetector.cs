using System.Collections.Immutable;

namespace Assay.Audit;

/// <summary>Roles of files told by their paths, by the rules of <c>knowledge/signals</c>.</summary>
/// <param name="book">The rules.</param>
public sealed class PathDetector(SignalBook book) : IDetector
{
    /// <inheritdoc/>
    public string Id => "paths";

    /// <inheritdoc/>
    public ImmutableArray<FileRole> Wants => [FileRole.Code, FileRole.Config, FileRole.Document, FileRole.Card, FileRole.Readme, FileRole.Weights, FileRole.Other];

    /// <inheritdoc/>
    public IEnumerable<Detection> Detect(ReleaseIndex index)
    {
        var matched = Matches(index).ToList();
        var count = matched.GroupBy(m => m.Rule.Id).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        foreach (var (rule, file) in matched.Where(m => count[m.Rule.Id] >= m.Rule.AtLeast))
        {
            yield return new Detection.Found(new Observation(rule.Component, rule.Says, rule.Id, file) { Topic = rule.Topic, Stage = rule.Stage });
        }
    }

    private IEnumerable<(SignalRule Rule, AuditFile File)> Matches(ReleaseIndex index)
    {
        var named = new BitSet(book.Paths.Length);
        foreach (var file in index.Own)
        {
            if (IsEmpty(file) || IsAside(file.Path)) continue;
            named.Clear();
            book.PathIndex.Candidates(file.Path, ref named);
            for (var i = 0; i < book.Paths.Length; i++)
            {
                var rule = book.Paths[i];
                if (!rule.Triggers.IsEmpty && !named.Has(i)) continue;
                if (!rule.In.IsEmpty && !rule.In.Contains(file.Role)) continue;
                if (rule.Match(file.Path, "") is not null) yield return (rule, file);
            }
        }
    }

    private static bool IsEmpty(AuditFile file) => file.Size == 0;

    private static bool IsAside(string path) => path.StartsWith(".github/", StringComparison.Ordinal) || path.StartsWith(".git/", StringComparison.Ordinal)
        || path.Contains("/test/", StringComparison.Ordinal) || path.StartsWith("test/", StringComparison.Ordinal)
        || path.Contains("/tests/", StringComparison.Ordinal) || path.StartsWith("tests/", StringComparison.Ordinal)
        || path.EndsWith("_test.py", StringComparison.Ordinal) || path.Contains("/test_", StringComparison.Ordinal) || path.StartsWith("test_", StringComparison.Ordinal)
        || path.EndsWith("__init__.py", StringComparison.Ordinal);
}
