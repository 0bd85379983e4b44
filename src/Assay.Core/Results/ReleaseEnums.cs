using System.Text.Json.Serialization;

namespace Assay.Core;

/// <summary>Role of an artifact in a release.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ArtifactKind>))]
public enum ArtifactKind
{
    /// <summary>The model itself.</summary>
    [JsonStringEnumMemberName("model")]
    Model,

    /// <summary>A code repository.</summary>
    [JsonStringEnumMemberName("code")]
    Code,

    /// <summary>A data set.</summary>
    [JsonStringEnumMemberName("dataset")]
    Dataset,

    /// <summary>A paper or report.</summary>
    [JsonStringEnumMemberName("paper")]
    Paper,

    /// <summary>A model it descends from.</summary>
    [JsonStringEnumMemberName("parent")]
    Parent,

    /// <summary>Something else it links to.</summary>
    [JsonStringEnumMemberName("other")]
    Other,
}

/// <summary>How far an artifact was read.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReadState>))]
public enum ReadState
{
    /// <summary>Listing and bytes.</summary>
    [JsonStringEnumMemberName("full")]
    Full,

    /// <summary>The listing only.</summary>
    [JsonStringEnumMemberName("listing")]
    Listing,

    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("not-read")]
    NotRead,
}

/// <summary>What the release digest covers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DigestCoverage>))]
public enum DigestCoverage
{
    /// <summary>A digest of every file.</summary>
    [JsonStringEnumMemberName("full")]
    Full,

    /// <summary>Blob ids of a listing.</summary>
    [JsonStringEnumMemberName("listing")]
    Listing,

    /// <summary>Some files have no digest.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,
}

/// <summary>Where a parameter count comes from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ParameterOrigin>))]
public enum ParameterOrigin
{
    /// <summary>Summed over the tensors of the weight files.</summary>
    [JsonStringEnumMemberName("tensors")]
    Tensors,

    /// <summary>Derived from the shard index.</summary>
    [JsonStringEnumMemberName("index")]
    Index,

    /// <summary>Derived from the configuration.</summary>
    [JsonStringEnumMemberName("config")]
    Config,

    /// <summary>Said in words.</summary>
    [JsonStringEnumMemberName("stated")]
    Stated,
}

/// <summary>Weight of a finding.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingLevel>))]
public enum FindingLevel
{
    /// <summary>Worth knowing.</summary>
    [JsonStringEnumMemberName("note")]
    Note,

    /// <summary>Worth a look before use.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>Contradiction, danger or broken input.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}
