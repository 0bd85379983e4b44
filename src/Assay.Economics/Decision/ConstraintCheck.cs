using Assay.Core;

namespace Assay.Economics;

/// <summary>What an audit says of a release that a scenario names.</summary>
/// <param name="Release">Name of the release.</param>
/// <param name="Uses">Each use asked for with its answer and why.</param>
/// <param name="Verdicts">Each framework with outcome, level and summary.</param>
/// <param name="Licenses">Ids of the licenses.</param>
public sealed record ReleaseFacts(string Release, IReadOnlyList<UseAnswer> Uses, IReadOnlyList<(string Framework, string Outcome, string? Level, string Summary)> Verdicts, IReadOnlyList<string> Licenses);

/// <summary>Where the facts of a release come from: the audit.</summary>
public interface IReleaseAuditor
{
    /// <summary>Audits a release.</summary>
    /// <param name="release">Path or address as the scenario names it.</param>
    /// <param name="uses">Uses to answer.</param>
    /// <param name="frameworks">Frameworks to judge by; empty for none.</param>
    /// <exception cref="AssayException">It could not be read.</exception>
    ReleaseFacts Audit(string release, IReadOnlyList<string> uses, IReadOnlyList<string> frameworks);
}

/// <summary>Constraints before money: what an option breaks, and what a person still has to clear.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="auditor">Audits releases; null where none can be audited.</param>
public sealed class ConstraintCheck(Scenario scenario, IReleaseAuditor? auditor)
{
    /// <summary>Checks one option.</summary>
    /// <returns>Reasons why it is out, and notes on what was not shown.</returns>
    public (IReadOnlyList<string> Broken, IReadOnlyList<string> Notes) Check(ScenarioOption option)
    {
        List<string> broken = [], notes = [];
        if (option.Kind == OptionKind.Nothing) return (broken, notes);
        var limits = scenario.Constraints;
        if (limits.DataStays && option.DataLeaves) broken.Add("data must stay in the house, and with this option they leave it");
        foreach (var language in limits.Languages.Except(option.Languages, StringComparer.OrdinalIgnoreCase)) broken.Add($"it is not stated to serve the language '{language}'");
        Hardware(option, limits, broken);
        if (option.Release is { } release) Audited(option, release, broken, notes);
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

    private void Audited(ScenarioOption option, string release, List<string> broken, List<string> notes)
    {
        if (auditor is null) throw KnowledgeException.At(option.Node, $"'{option.Name}' names the release '{release}', which cannot be audited here; run 'assay decide'");
        var facts = auditor.Audit(release, scenario.Constraints.Uses, [.. scenario.Constraints.Openness.Select(o => o.Framework)]);
        notes.Add($"{option.Name}: the audit of '{release}' found {(facts.Licenses.Count > 0 ? string.Join(", ", facts.Licenses) : "no license")}");
        foreach (var use in scenario.Constraints.Uses)
        {
            var answer = facts.Uses.FirstOrDefault(u => u.Use == use);
            if (answer is { Answer: UseAnswerKind.NotAllowed }) broken.Add($"its license does not allow the use '{use}': {answer.Because}");
            else if (answer is null or { Answer: UseAnswerKind.Unknown or UseAnswerKind.NeedsPerson }) notes.Add($"{option.Name}: a person must clear the use '{use}'{(answer is null ? "" : $": {answer.Because}")}");
            else if (answer.Answer == UseAnswerKind.AllowedWithDuties) notes.Add($"{option.Name}: the use '{use}' is allowed with duties: {answer.Because}");
        }

        foreach (var (framework, needs) in scenario.Constraints.Openness)
        {
            var verdict = facts.Verdicts.FirstOrDefault(v => v.Framework == framework);
            if (verdict.Framework is null) broken.Add($"the audit has no verdict of '{framework}'; 'assay frameworks' lists those that are known");
            else if (verdict.Outcome != needs && verdict.Level != needs) broken.Add($"{framework} must be '{needs}', the audit says: {verdict.Summary}");
        }
    }
}
