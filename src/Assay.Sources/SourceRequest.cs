using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Sources;

/// <summary>What to read, and within which bounds.</summary>
public sealed record SourceRequest
{
    /// <summary>The SOURCE argument: a path, or one of <c>git:</c>, <c>hf:</c>, <c>hf-cache:</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The <c>--with PATH[=URL]</c> arguments: artifacts that the release links to.</summary>
    public ImmutableArray<string> With { get; init; } = [];

    /// <summary>Whether connections are forbidden.</summary>
    public bool Offline { get; init; }

    /// <summary>Bounds of every reader.</summary>
    public Limits Limits { get; init; } = Limits.Default;

    /// <summary>Reads an environment variable: HF_ENDPOINT, HF_TOKEN, HF_HOME, HF_HUB_CACHE, XDG_CACHE_HOME, HOME.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The clock that waits between attempts and deadlines are measured by.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Longest time for one request to a hub.</summary>
    public TimeSpan HubTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Handles requests instead of the network, in tests.</summary>
    internal HttpMessageHandler? Http { get; init; }

    /// <summary>Ends reading early.</summary>
    public CancellationToken Interrupt { get; init; }
}
