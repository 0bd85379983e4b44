using Assay.Core;

namespace Assay.Audit;

/// <summary>What named sources themselves tell: where the data comes from, and lists of what can be had.</summary>
internal static class SourceTopics
{
    /// <summary>Most quotes for one topic.</summary>
    private const int MaxQuotes = 2;

    /// <summary>The topics, with those that the sources cover.</summary>
    public static IReadOnlyList<TopicFact> With(IReadOnlyList<TopicFact> topics, IReadOnlyList<DataSource> sources)
    {
        var told = new Dictionary<string, List<DataSource>>(StringComparer.Ordinal)
        {
            ["provenance"] = [.. sources.Where(s => s.Class != DataClass.Undisclosed || s.Location is not null)],
            ["listing-public"] = [.. sources.Where(s => s.Class is DataClass.Open or DataClass.Public && s.Location is not null)],
            ["listing-obtainable"] = [.. sources.Where(s => s.Class == DataClass.Obtainable && s.Location is not null)],
        };
        return [.. topics.Select(t => !t.Covered && told.GetValueOrDefault(t.Topic) is { Count: > 0 } by ? new TopicFact(t.Topic, true, [.. by.SelectMany(s => s.Evidence).Distinct(StringComparer.Ordinal).Take(MaxQuotes)]) : t)];
    }
}
