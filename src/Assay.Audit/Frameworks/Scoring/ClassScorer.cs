using Assay.Core;

namespace Assay.Audit;

/// <summary>
/// The three classes of the Model Openness Framework as its text describes them: a class is reached when all that it and the classes below it require is met.
/// </summary>
internal static class ClassScorer
{
    /// <summary>The classes from the easiest to the hardest.</summary>
    public static readonly string[] Classes = ["III", "II", "I"];

    /// <summary>The level of a release that reaches no class.</summary>
    public const string None = "none";

    public static Scored Score(Framework framework, IReadOnlyList<EvaluatedRequirement> requirements)
    {
        var progress = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var name in Classes)
        {
            var upTo = UpTo(requirements, name);
            progress[name] = 100.0 * upTo.Count(r => r.IsSettled) / upTo.Count;
        }

        var reached = Reached(name => UpTo(requirements, name).All(r => r.IsSettled));
        var possible = Reached(name => UpTo(requirements, name).All(r => r.IsSettled || r.IsOpen));
        return new Scored(OutcomeOf(reached, possible), reached, null, progress, Missing(requirements, reached));
    }

    /// <summary>The outcome: class III is the least that meets the framework.</summary>
    public static VerdictOutcome OutcomeOf(string reached, string possible) =>
        reached != None ? VerdictOutcome.Meets : possible == None ? VerdictOutcome.Fails : VerdictOutcome.Undetermined;

    /// <summary>The hardest class reached.</summary>
    public static string Reached(Func<string, bool> isReached) => Classes.TakeWhile(isReached).LastOrDefault(None);

    /// <summary>What the next class still needs; nothing for class I.</summary>
    public static IReadOnlyList<EvaluatedRequirement> Missing(IReadOnlyList<EvaluatedRequirement> requirements, string reached)
    {
        var next = Array.IndexOf(Classes, reached) + 1;
        return next >= Classes.Length ? [] : [.. UpTo(requirements, Classes[next]).Where(r => !r.IsSettled)];
    }

    /// <summary>The required ones of a class and of the classes below it.</summary>
    public static List<EvaluatedRequirement> UpTo(IReadOnlyList<EvaluatedRequirement> requirements, string name)
    {
        var last = Array.IndexOf(Classes, name);
        return [.. requirements.Where(r => r.Requirement.Required && r.Requirement.Counts && Array.IndexOf(Classes, r.Requirement.Level) is var at && at >= 0 && at <= last)];
    }
}
