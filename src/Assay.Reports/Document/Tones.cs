using Assay.Core;

namespace Assay.Reports.Document;

/// <summary>How the closed choices of the contract are meant.</summary>
internal static class Tones
{
    public static Tone Of(VerdictOutcome outcome) => outcome switch
    {
        VerdictOutcome.Meets => Tone.Good,
        VerdictOutcome.Fails => Tone.Bad,
        _ => Tone.Unknown,
    };

    public static Tone Of(RequirementOutcome outcome) => outcome switch
    {
        RequirementOutcome.Met => Tone.Good,
        RequirementOutcome.NotMet => Tone.Bad,
        RequirementOutcome.NotShown or RequirementOutcome.NeedsPerson => Tone.Unknown,
        _ => Tone.Neutral,
    };

    public static Tone Of(Freedom freedom) => freedom switch
    {
        Freedom.Free => Tone.Good,
        Freedom.Restricted => Tone.Warn,
        Freedom.Denied => Tone.Bad,
        _ => Tone.Unknown,
    };

    public static Tone Of(Presence presence) => presence switch
    {
        Presence.Present => Tone.Good,
        Presence.Partial => Tone.Warn,
        Presence.Absent => Tone.Bad,
        _ => Tone.Unknown,
    };

    public static Tone Of(UseAnswerKind answer) => answer switch
    {
        UseAnswerKind.Allowed => Tone.Good,
        UseAnswerKind.AllowedWithDuties => Tone.Warn,
        UseAnswerKind.NotAllowed => Tone.Bad,
        _ => Tone.Unknown,
    };

    public static Tone Of(FindingLevel level) => level switch
    {
        FindingLevel.Error => Tone.Bad,
        FindingLevel.Warning => Tone.Warn,
        _ => Tone.Neutral,
    };

    public static Tone Of(Satisfied satisfied) => satisfied switch
    {
        Satisfied.Yes => Tone.Good,
        Satisfied.No => Tone.Bad,
        _ => Tone.Unknown,
    };
}
