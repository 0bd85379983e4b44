using Assay.Core;

namespace Assay.Economics;

/// <summary>Constraints before money: what an option breaks, and what a person still has to clear.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="messages">The sentences.</param>
internal sealed class ConstraintCheck(Scenario scenario, MessageCatalog messages)
{
    /// <summary>Checks one option.</summary>
    /// <param name="option">The option.</param>
    /// <param name="facts">What the audit of its release says; null where it names none.</param>
    /// <returns>Reasons why it is out, and notes on what was not shown.</returns>
    public (IReadOnlyList<string> Broken, IReadOnlyList<string> Notes) Check(ScenarioOption option, ReleaseFacts? facts)
    {
        List<string> broken = [], notes = [];
        if (option.Kind == OptionKind.Nothing) return (broken, notes);
        var limits = scenario.Constraints;
        if (limits.DataStays && option.DataLeaves) broken.Add("data must stay in the house, and with this option they leave it");
        foreach (var language in limits.Languages.Except(option.Languages, StringComparer.OrdinalIgnoreCase)) broken.Add($"it is not stated to serve the language '{language}'");
        Hardware(option, limits, broken);
        if (facts is not null) Audited(option, facts, broken, notes);
        else Stated(option, limits, broken, notes);
        return (broken, notes);
    }

    private static void Hardware(ScenarioOption option, Constraints limits, List<string> broken)
    {
        if (limits.HardwareOwned.Count == 0 || option.Hosting is not { } hosting || option.Kind != OptionKind.Owned) return;
        if (!limits.HardwareOwned.TryGetValue(hosting.Gpu, out var count)) broken.Add($"it needs {hosting.Gpu}, which is not among the hardware owned");
        else if (hosting.Gpus * hosting.MinReplicas > count) broken.Add($"it needs {hosting.Gpus * hosting.MinReplicas} {hosting.Gpu}, owned are {count}");
    }

    private static void Stated(ScenarioOption option, Constraints limits, List<string> broken, List<string> notes)
    {
        if (option.StatedUses is { } stated) broken.AddRange(limits.Uses.Except(stated, StringComparer.Ordinal).Select(u => $"its terms are stated not to allow the use '{u}'"));
        else if (limits.Uses.Count > 0) notes.Add($"{option.Name}: nothing shows that its terms allow {string.Join(", ", limits.Uses)}; name its 'release', or state 'uses_allowed' after somebody read them");
        if (limits.Openness.Count > 0) broken.Add($"no audit shows {string.Join(" and ", limits.Openness.Select(o => $"{o.Framework} '{o.Needs}'"))}: name its 'release'");
    }

    private void Audited(ScenarioOption option, ReleaseFacts facts, List<string> broken, List<string> notes)
    {
        foreach (var use in scenario.Constraints.Uses)
        {
            var answer = facts.Uses.FirstOrDefault(u => u.Use == use);
            if (answer is { Answer: UseAnswerKind.NotAllowed }) broken.Add($"its license does not allow the use '{use}': {answer.Because}");
            else if (answer is null or { Answer: UseAnswerKind.Unknown or UseAnswerKind.NeedsPerson }) notes.Add(messages["decide.person-clears", ("option", option.Name), ("use", use), ("because", answer?.Because ?? messages["decide.no-answer"])]);
        }

        foreach (var (framework, needs) in scenario.Constraints.Openness)
        {
            var verdict = facts.Verdicts.FirstOrDefault(v => v.Framework == framework);
            if (verdict.Framework is null) broken.Add($"the audit has no verdict of '{framework}'; 'assay frameworks' lists those that are known");
            else if (verdict.Outcome != needs && verdict.Level != needs) broken.Add($"{framework} must be '{needs}', the audit says: {verdict.Summary}");
        }
    }
}
