using Assay.Core;

namespace Assay.Audit;

/// <summary>Loads everything that this room reads from the knowledge, and checks that what files name exists.</summary>
public static class FrameworkVerifier
{
    private static readonly ReleaseInfo Nothing = new() { Name = "nothing", Digest = "" };

    /// <summary>The problems; empty where all is well.</summary>
    /// <exception cref="KnowledgeException">A file is malformed.</exception>
    public static IEnumerable<string> Verify(DataTable knowledge)
    {
        var vocabulary = ComponentVocabulary.Load(knowledge);
        LicenseLists.Load(knowledge);
        MotRecord.Table(knowledge);
        OsaiRecord.Dimensions(knowledge);
        var messages = new MessageCatalog(knowledge);
        var topics = vocabulary.All.SelectMany(c => c.Topics).ToHashSet(StringComparer.Ordinal);
        foreach (var topic in topics.Where(t => !messages.Has($"topic.{t}"))) yield return $"components.yaml: the topic '{topic}' has no word in the messages";
        foreach (var framework in FrameworkCatalog.Load(knowledge))
        {
            foreach (var problem in framework.Requirements.SelectMany(r => Parts(r.Check).Concat(r.PartialCheck is { } half ? Parts(half) : [])).SelectMany(p => Problems(p, topics, messages))) yield return $"{FrameworkCatalog.Folder}{framework.Id}.yaml: {problem}";
            if (Summaries(framework) is { } broken) yield return $"{FrameworkCatalog.Folder}{framework.Id}.yaml: {broken}";
        }

        FrameworkJudge.Judge(new FactBase { Release = Nothing }, knowledge, []);
    }

    private static IEnumerable<string> Problems(Predicate predicate, HashSet<string> topics, MessageCatalog messages) => predicate switch
    {
        Predicate.NeedsPerson person when !messages.Has(person.Question) => [$"the question '{person.Question}' is not among the messages"],
        Predicate.TopicsCovered covered => covered.Topics.Where(t => !topics.Contains(t)).Select(t => $"the topic '{t}' is not in components.yaml"),
        Predicate.Clause clause when !messages.Has($"clause.{clause.Code}") => [$"the clause '{clause.Code}' has no word in the messages"],
        _ => [],
    };

    private static IEnumerable<Predicate> Parts(Predicate predicate) => predicate switch
    {
        Predicate.All all => all.Parts.SelectMany(Parts),
        Predicate.Any any => any.Parts.SelectMany(Parts),
        Predicate.Not not => Parts(not.Part),
        Predicate.IfPresent conditional => Parts(conditional.Then),
        _ => [predicate],
    };

    private static string? Summaries(Framework framework)
    {
        foreach (var level in framework.Levels)
        {
            try
            {
                MessageCatalog.Fill(level.Id, level.Summary, ("release", ""), ("met", ""), ("total", ""), ("not-met", ""), ("open", ""), ("score", ""));
            }
            catch (KeyNotFoundException e)
            {
                return e.Message;
            }
        }

        return null;
    }
}
