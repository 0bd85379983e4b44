using System.Text.Json.Serialization;

namespace Assay.Core;

/// <summary>Whether a component was found.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Presence>))]
public enum Presence
{
    /// <summary>Found.</summary>
    [JsonStringEnumMemberName("present")]
    Present,

    /// <summary>A part of it was found.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,

    /// <summary>Linked, stated or promised, but its bytes were not read.</summary>
    [JsonStringEnumMemberName("claimed")]
    Claimed,

    /// <summary>Looked for and not found.</summary>
    [JsonStringEnumMemberName("absent")]
    Absent,

    /// <summary>Could not be decided, or could not be looked for.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}

/// <summary>How the presence is known.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Basis>))]
public enum Basis
{
    /// <summary>The bytes were read.</summary>
    [JsonStringEnumMemberName("read")]
    Read,

    /// <summary>A listing without bytes names it.</summary>
    [JsonStringEnumMemberName("listed")]
    Listed,

    /// <summary>An LFS pointer gives its size and digest.</summary>
    [JsonStringEnumMemberName("pointer")]
    Pointer,

    /// <summary>A link names it; what it links to was not read.</summary>
    [JsonStringEnumMemberName("linked")]
    Linked,

    /// <summary>It is said in words.</summary>
    [JsonStringEnumMemberName("stated")]
    Stated,

    /// <summary>It is said to come.</summary>
    [JsonStringEnumMemberName("promised")]
    Promised,
}

/// <summary>How one gets at a component.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AccessKind>))]
public enum AccessKind
{
    /// <summary>Anyone, without asking.</summary>
    [JsonStringEnumMemberName("anonymous")]
    Anonymous,

    /// <summary>After accepting terms, at once.</summary>
    [JsonStringEnumMemberName("click-through")]
    ClickThrough,

    /// <summary>After somebody approves.</summary>
    [JsonStringEnumMemberName("approval")]
    Approval,

    /// <summary>For money.</summary>
    [JsonStringEnumMemberName("paid")]
    Paid,

    /// <summary>Only as a service.</summary>
    [JsonStringEnumMemberName("api-only")]
    ApiOnly,

    /// <summary>It was taken back.</summary>
    [JsonStringEnumMemberName("withdrawn")]
    Withdrawn,

    /// <summary>Not known.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}

/// <summary>How much of the component is there.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Completeness>))]
public enum Completeness
{
    /// <summary>All of it.</summary>
    [JsonStringEnumMemberName("full")]
    Full,

    /// <summary>A part.</summary>
    [JsonStringEnumMemberName("partial")]
    Partial,

    /// <summary>Hardly any.</summary>
    [JsonStringEnumMemberName("token")]
    Token,

    /// <summary>Not known.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}

/// <summary>What ties the license to the component.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LicenseScope>))]
public enum LicenseScope
{
    /// <summary>The component itself states it.</summary>
    [JsonStringEnumMemberName("component")]
    Component,

    /// <summary>A license file in its directory.</summary>
    [JsonStringEnumMemberName("directory")]
    Directory,

    /// <summary>The license file of its repository.</summary>
    [JsonStringEnumMemberName("repository")]
    Repository,

    /// <summary>The card or its tag.</summary>
    [JsonStringEnumMemberName("card")]
    Card,

    /// <summary>It was taken over from a parent or a global entry.</summary>
    [JsonStringEnumMemberName("inherited")]
    Inherited,

    /// <summary>Nothing does.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}

/// <summary>Class of a data source, as the OSAID FAQ defines them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DataClass>))]
public enum DataClass
{
    /// <summary>May be copied, kept, modified and shared.</summary>
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>Others can inspect it while it remains available.</summary>
    [JsonStringEnumMemberName("public")]
    Public,

    /// <summary>Can be had from a third party, for a fee too.</summary>
    [JsonStringEnumMemberName("obtainable")]
    Obtainable,

    /// <summary>Cannot be shared by law or contract.</summary>
    [JsonStringEnumMemberName("unshareable")]
    Unshareable,

    /// <summary>Not said.</summary>
    [JsonStringEnumMemberName("undisclosed")]
    Undisclosed,
}
