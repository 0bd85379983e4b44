using System.Globalization;
using Assay.Core;

namespace Assay.Sources;

/// <summary>Where the hub is and how patient a client is with it.</summary>
internal sealed record HubSettings
{
    private const string Usual = "https://huggingface.co";

    public required Uri Endpoint { get; init; }

    public required string CacheFolder { get; init; }

    public string? Token { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Longest time for one request, by the system's clock.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most attempts for one request.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Longest time that all waits for one request may take together.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);

    public CancellationToken Interrupt { get; init; }

    /// <summary>Host of the endpoint as messages name it.</summary>
    public string Host => HostOf(Endpoint);

    /// <summary>Whether the token may be sent to the endpoint: over TLS, or to this machine.</summary>
    public bool MaySendToken => Token is not null && (Endpoint.Scheme == Uri.UriSchemeHttps || Endpoint.IsLoopback);

    /// <summary>Reads HF_ENDPOINT, HF_TOKEN and the places of caches.</summary>
    /// <exception cref="AssayException">HF_ENDPOINT is no address.</exception>
    public static HubSettings Of(SourceRequest request)
    {
        var text = request.Environment("HF_ENDPOINT") is { Length: > 0 } set ? set : Usual;
        if (!Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https") || endpoint.UserInfo.Length > 0)
        {
            throw AssayException.Usage("HF_ENDPOINT is not an http or https address; set it to one such as https://huggingface.co, or unset it");
        }

        var token = HubPaths.Token(request.Environment);
        if (token is not null && token.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0) throw AssayException.Usage("the token of the Hub holds characters that no token has; check HF_TOKEN");
        return new HubSettings
        {
            Endpoint = endpoint,
            CacheFolder = Path.Combine(HubPaths.Own(request.Environment), "hub"),
            Token = token,
            Clock = request.Clock,
            Timeout = request.HubTimeout,
            Interrupt = request.Interrupt,
        };
    }

    /// <summary>Host of an address, with the port where it is not the usual one.</summary>
    public static string HostOf(Uri address) => address.IsDefaultPort ? address.Host : string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{address.Port}");
}
