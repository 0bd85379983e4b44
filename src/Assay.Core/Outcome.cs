using System.Text.Json.Serialization;

namespace Assay.Core;

/// <summary>What is known about one requirement of a framework: four-valued, plus "does not apply".</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RequirementOutcome>))]
public enum RequirementOutcome
{
    /// <summary>Evidence shows that it is met.</summary>
    [JsonStringEnumMemberName("met")]
    Met,

    /// <summary>Evidence shows that it is not met.</summary>
    [JsonStringEnumMemberName("not-met")]
    NotMet,

    /// <summary>What was read does not show it; it may be so.</summary>
    [JsonStringEnumMemberName("not-shown")]
    NotShown,

    /// <summary>A person has to judge the evidence.</summary>
    [JsonStringEnumMemberName("needs-person")]
    NeedsPerson,

    /// <summary>It does not concern this release.</summary>
    [JsonStringEnumMemberName("not-applicable")]
    NotApplicable,
}

/// <summary>How a framework judges a release as a whole.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VerdictOutcome>))]
public enum VerdictOutcome
{
    /// <summary>Every requirement is met, as Assay reads them.</summary>
    [JsonStringEnumMemberName("meets")]
    Meets,

    /// <summary>At least one requirement is not met.</summary>
    [JsonStringEnumMemberName("fails")]
    Fails,

    /// <summary>None is known to be unmet, but at least one is not shown or needs a person.</summary>
    [JsonStringEnumMemberName("undetermined")]
    Undetermined,
}

/// <summary>The algebra of requirement outcomes.</summary>
public static class Requirements
{
    /// <summary>All must hold: not met wins, then not shown, then needs a person, then met; nothing applicable is not applicable.</summary>
    public static RequirementOutcome All(params ReadOnlySpan<RequirementOutcome> outcomes) =>
        Strongest(outcomes, [RequirementOutcome.NotMet, RequirementOutcome.NotShown, RequirementOutcome.NeedsPerson, RequirementOutcome.Met]);

    /// <summary>One suffices: met wins, then needs a person, then not shown, then not met; nothing applicable is not applicable.</summary>
    public static RequirementOutcome Any(params ReadOnlySpan<RequirementOutcome> outcomes) =>
        Strongest(outcomes, [RequirementOutcome.Met, RequirementOutcome.NeedsPerson, RequirementOutcome.NotShown, RequirementOutcome.NotMet]);

    /// <summary>The opposite; what is not known stays not known.</summary>
    public static RequirementOutcome Not(RequirementOutcome outcome) => outcome switch
    {
        RequirementOutcome.Met => RequirementOutcome.NotMet,
        RequirementOutcome.NotMet => RequirementOutcome.Met,
        _ => outcome,
    };

    /// <summary>What the requirements together say of the release: any not met fails, else any open leaves it undetermined.</summary>
    public static VerdictOutcome Verdict(params ReadOnlySpan<RequirementOutcome> outcomes) => All(outcomes) switch
    {
        RequirementOutcome.NotMet => VerdictOutcome.Fails,
        RequirementOutcome.NotShown or RequirementOutcome.NeedsPerson => VerdictOutcome.Undetermined,
        _ => VerdictOutcome.Meets,
    };

    private static RequirementOutcome Strongest(ReadOnlySpan<RequirementOutcome> outcomes, ReadOnlySpan<RequirementOutcome> order)
    {
        foreach (var candidate in order)
        {
            if (outcomes.Contains(candidate)) return candidate;
        }

        return RequirementOutcome.NotApplicable;
    }
}
