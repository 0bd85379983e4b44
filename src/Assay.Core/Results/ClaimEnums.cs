using System.Text.Json.Serialization;

namespace Assay.Core;

/// <summary>What a claim is about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClaimKind>))]
public enum ClaimKind
{
    /// <summary>That it is open source.</summary>
    [JsonStringEnumMemberName("open-source")]
    OpenSource,

    /// <summary>That the weights are open.</summary>
    [JsonStringEnumMemberName("open-weights")]
    OpenWeights,

    /// <summary>That the data are open.</summary>
    [JsonStringEnumMemberName("open-data")]
    OpenData,

    /// <summary>That everything is open.</summary>
    [JsonStringEnumMemberName("fully-open")]
    FullyOpen,

    /// <summary>Which license applies.</summary>
    [JsonStringEnumMemberName("license")]
    License,

    /// <summary>What it descends from.</summary>
    [JsonStringEnumMemberName("lineage")]
    Lineage,

    /// <summary>How large it is.</summary>
    [JsonStringEnumMemberName("size")]
    Size,

    /// <summary>Something else.</summary>
    [JsonStringEnumMemberName("other")]
    Other,
}

/// <summary>Direction of a claim.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Polarity>))]
public enum Polarity
{
    /// <summary>Says it is so.</summary>
    [JsonStringEnumMemberName("asserts")]
    Asserts,

    /// <summary>Says it is not so.</summary>
    [JsonStringEnumMemberName("denies")]
    Denies,

    /// <summary>Leaves it open.</summary>
    [JsonStringEnumMemberName("hedges")]
    Hedges,
}

/// <summary>Claim held against facts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClaimFinding>))]
public enum ClaimFinding
{
    /// <summary>Facts bear it out.</summary>
    [JsonStringEnumMemberName("supported")]
    Supported,

    /// <summary>Facts speak against it.</summary>
    [JsonStringEnumMemberName("contradicted")]
    Contradicted,

    /// <summary>Facts do not decide it.</summary>
    [JsonStringEnumMemberName("unverified")]
    Unverified,
}

/// <summary>Weight of a contradiction.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>None.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>A formality.</summary>
    [JsonStringEnumMemberName("low")]
    Low,

    /// <summary>Something important is missing.</summary>
    [JsonStringEnumMemberName("medium")]
    Medium,

    /// <summary>A restriction forbids what the claim promises.</summary>
    [JsonStringEnumMemberName("high")]
    High,
}

/// <summary>Whom a claim is about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClaimSubject>))]
public enum ClaimSubject
{
    /// <summary>This model.</summary>
    [JsonStringEnumMemberName("self")]
    Self,

    /// <summary>Another model.</summary>
    [JsonStringEnumMemberName("other")]
    Other,

    /// <summary>A tool, a data set or the community.</summary>
    [JsonStringEnumMemberName("third-party")]
    ThirdParty,

    /// <summary>The text itself, a license or a policy.</summary>
    [JsonStringEnumMemberName("meta")]
    Meta,
}

/// <summary>Which part a claim is about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClaimScope>))]
public enum ClaimScope
{
    /// <summary>The model.</summary>
    [JsonStringEnumMemberName("model")]
    Model,

    /// <summary>The weights.</summary>
    [JsonStringEnumMemberName("weights")]
    Weights,

    /// <summary>The code.</summary>
    [JsonStringEnumMemberName("code")]
    Code,

    /// <summary>The data.</summary>
    [JsonStringEnumMemberName("data")]
    Data,
}
