namespace Assay.Sources;

/// <summary>The hub did not give what was asked for; the message is one sentence that says why.</summary>
/// <param name="message">The sentence.</param>
/// <param name="kind">How far the failure reaches.</param>
/// <param name="inner">The cause.</param>
internal sealed class HubException(string message, HubFailure kind, Exception? inner = null) : IOException(message, inner)
{
    public HubFailure Kind { get; } = kind;
}

/// <summary>How far a failure reaches.</summary>
internal enum HubFailure
{
    /// <summary>This file, for good.</summary>
    File,

    /// <summary>The whole repository (gated, disabled, bad token, ...): no other file needs to be tried.</summary>
    Repository,

    /// <summary>It may pass: throttled, in trouble, cut off, no connection.</summary>
    Passing,

    /// <summary>A signed address has expired.</summary>
    Expired,
}
