using Assay.Core;

namespace Assay.Audit;

/// <summary>Runs the samples of all signal rules.</summary>
public static class SignalVerifier
{
    /// <summary>Loads the rules and runs their samples.</summary>
    /// <returns>The problems; empty where all is well.</returns>
    public static IEnumerable<string> Verify(DataTable knowledge)
    {
        foreach (var problem in PlaceBook.Verify(knowledge).Concat(DataKnowledge.Verify(knowledge)).Concat(ResultWords.Verify(knowledge))) yield return problem;
        foreach (var rule in SignalBook.Load(knowledge).Rules)
        {
            if (Broken(rule) is { } why)
            {
                yield return $"knowledge/signals: a pattern of the rule '{rule.Id}' is no regular expression: {why}";
                continue;
            }

            foreach (var sample in rule.Matches)
            {
                if (!Fires(rule, sample)) yield return $"knowledge/signals: the rule '{rule.Id}' does not match its sample: {sample}";
            }

            foreach (var sample in rule.Rejects)
            {
                if (Fires(rule, sample)) yield return $"knowledge/signals: the rule '{rule.Id}' matches a sample that it must not: {sample}";
            }
        }
    }

    // Building every pattern costs more than an audit may take, so it is done here and not at each start.
    private static string? Broken(SignalRule rule)
    {
        try
        {
            rule.Build();
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    private static bool Fires(SignalRule rule, string sample)
    {
        var (section, text) = Split(sample);
        if (!rule.Triggers.IsEmpty && !rule.Triggers.Any(t => text.Contains(t, StringComparison.OrdinalIgnoreCase))) return false;
        return rule.Match(text, section) is not null;
    }

    private static (string Section, string Text) Split(string sample)
    {
        if (!sample.StartsWith("§ ", StringComparison.Ordinal)) return ("", sample);
        var at = sample.IndexOf(" § ", StringComparison.Ordinal);
        return at < 0 ? ("", sample) : (sample[2..at], sample[(at + 3)..]);
    }
}
