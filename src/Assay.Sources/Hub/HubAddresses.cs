using System.Net;
using System.Net.Sockets;

namespace Assay.Sources;

/// <summary>Which addresses a client may be led to.</summary>
internal static class HubAddresses
{
    /// <summary>Why a redirect is not followed; null where it may be.</summary>
    public static string? Refusal(Uri endpoint, Uri from, Uri to)
    {
        if (to.Scheme is not ("http" or "https")) return "a redirect to something else than http or https";
        if (from.Scheme == Uri.UriSchemeHttps && to.Scheme != Uri.UriSchemeHttps) return "a redirect from https to http";
        if (to.UserInfo.Length > 0) return "a redirect to an address with a user name in it";
        var named = IPAddress.TryParse(to.Host.Trim('[', ']'), out var address) && IsPrivate(address);
        return (named || to.IsLoopback) && !IsPrivateHost(endpoint) ? "a redirect to a private address" : null;
    }

    /// <summary>Whether two addresses have the same scheme, host and port.</summary>
    public static bool SameOrigin(Uri a, Uri b) => a.Scheme == b.Scheme && a.Port == b.Port && string.Equals(a.Host, b.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an endpoint is itself on this machine or in a private network, as its address shows.</summary>
    public static bool IsPrivateHost(Uri endpoint) => endpoint.IsLoopback || (IPAddress.TryParse(endpoint.Host.Trim('[', ']'), out var address) && IsPrivate(address));

    /// <summary>Whether an address is none of the public network: loopback, private, link-local, shared, multicast, unspecified (RFC 6890).</summary>
    public static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return IPAddress.IsLoopback(address) || address.Equals(IPAddress.IPv6None) || address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal || address.IsIPv6Multicast;
        }

        Span<byte> b = stackalloc byte[4];
        address.TryWriteBytes(b, out _);
        return b[0] is 0 or 10 or 127 or >= 224
            || (b[0] == 172 && b[1] is >= 16 and < 32)
            || (b[0] == 192 && b[1] == 168)
            || (b[0] == 169 && b[1] == 254)
            || (b[0] == 100 && b[1] is >= 64 and < 128)
            || (b[0] == 192 && b[1] == 0 && b[2] is 0 or 2)
            || (b[0] == 198 && b[1] is 18 or 19);
    }
}
