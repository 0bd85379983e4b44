using System.Text.Json.Serialization;

namespace Assay.Core;

/// <summary>How a license was recognized.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LicenseMatchKind>))]
public enum LicenseMatchKind
{
    /// <summary>Its text, up to what matching rules ignore and template variables.</summary>
    [JsonStringEnumMemberName("exact")]
    Exact,

    /// <summary>Its text with changed words.</summary>
    [JsonStringEnumMemberName("altered")]
    Altered,

    /// <summary>An unknown version of a known family.</summary>
    [JsonStringEnumMemberName("family")]
    Family,

    /// <summary>Named in words or by a link.</summary>
    [JsonStringEnumMemberName("reference")]
    Reference,

    /// <summary>Named by a tag such as an SPDX or hub tag.</summary>
    [JsonStringEnumMemberName("tag")]
    Tag,

    /// <summary>A license text or name that is not known.</summary>
    [JsonStringEnumMemberName("unidentified")]
    Unidentified,
}

/// <summary>What the terms say of one of the four freedoms.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Freedom>))]
public enum Freedom
{
    /// <summary>Granted without a limit that matters here.</summary>
    [JsonStringEnumMemberName("free")]
    Free,

    /// <summary>Granted under conditions.</summary>
    [JsonStringEnumMemberName("restricted")]
    Restricted,

    /// <summary>Withheld.</summary>
    [JsonStringEnumMemberName("denied")]
    Denied,

    /// <summary>The text does not speak of it.</summary>
    [JsonStringEnumMemberName("unspecified")]
    Unspecified,

    /// <summary>Not read, or not decided.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}

/// <summary>How sure a clause fact is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Certainty>))]
public enum Certainty
{
    /// <summary>The text says so.</summary>
    [JsonStringEnumMemberName("stated")]
    Stated,

    /// <summary>It follows from what the text says.</summary>
    [JsonStringEnumMemberName("derived")]
    Derived,

    /// <summary>Two careful readers could differ.</summary>
    [JsonStringEnumMemberName("doubtful")]
    Doubtful,

    /// <summary>An incorporated text that could decide it was not read.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}

/// <summary>Kind of a departure from a base text.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EditKind>))]
public enum EditKind
{
    /// <summary>A number, name, place or date differs.</summary>
    [JsonStringEnumMemberName("value")]
    Value,

    /// <summary>A negation, modal or exception word differs.</summary>
    [JsonStringEnumMemberName("polarity")]
    Polarity,

    /// <summary>A clause was added.</summary>
    [JsonStringEnumMemberName("added")]
    Added,

    /// <summary>A clause was removed.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,

    /// <summary>Other words.</summary>
    [JsonStringEnumMemberName("reworded")]
    Reworded,
}

/// <summary>What sets off a duty.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DutyTrigger>))]
public enum DutyTrigger
{
    /// <summary>Using the model.</summary>
    [JsonStringEnumMemberName("use")]
    Use,

    /// <summary>Passing it on.</summary>
    [JsonStringEnumMemberName("distribute")]
    Distribute,

    /// <summary>Changing it.</summary>
    [JsonStringEnumMemberName("modify")]
    Modify,

    /// <summary>Offering it as a service.</summary>
    [JsonStringEnumMemberName("serve")]
    Serve,

    /// <summary>Using its outputs.</summary>
    [JsonStringEnumMemberName("outputs")]
    Outputs,

    /// <summary>Passing a threshold.</summary>
    [JsonStringEnumMemberName("threshold")]
    Threshold,
}

/// <summary>Whether the release at hand fulfils a duty.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Satisfied>))]
public enum Satisfied
{
    /// <summary>It does.</summary>
    [JsonStringEnumMemberName("yes")]
    Yes,

    /// <summary>It does not.</summary>
    [JsonStringEnumMemberName("no")]
    No,

    /// <summary>What was read does not show it.</summary>
    [JsonStringEnumMemberName("not-shown")]
    NotShown,
}

/// <summary>Whether a use is allowed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UseAnswerKind>))]
public enum UseAnswerKind
{
    /// <summary>Allowed.</summary>
    [JsonStringEnumMemberName("allowed")]
    Allowed,

    /// <summary>Allowed if the duties are met.</summary>
    [JsonStringEnumMemberName("allowed-with-duties")]
    AllowedWithDuties,

    /// <summary>Not allowed.</summary>
    [JsonStringEnumMemberName("not-allowed")]
    NotAllowed,

    /// <summary>A person has to judge.</summary>
    [JsonStringEnumMemberName("needs-person")]
    NeedsPerson,

    /// <summary>What could decide it was not read.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}

/// <summary>How a paragraph stands to known texts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OriginKind>))]
public enum OriginKind
{
    /// <summary>Word for word as in a known text.</summary>
    [JsonStringEnumMemberName("exact")]
    Exact,

    /// <summary>Most of its words in the order of a known text.</summary>
    [JsonStringEnumMemberName("near")]
    Near,

    /// <summary>In no known text of the family.</summary>
    [JsonStringEnumMemberName("new")]
    New,
}
