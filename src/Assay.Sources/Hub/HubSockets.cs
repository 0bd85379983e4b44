using System.Net;
using System.Net.Sockets;

namespace Assay.Sources;

/// <summary>Connections that do not end in a private network unless the endpoint is there: names are checked once they are resolved.</summary>
internal static class HubSockets
{
    /// <summary>A handler that follows no redirect, keeps no cookie and unpacks nothing.</summary>
    public static SocketsHttpHandler Handler(HubSettings settings) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = settings.Timeout,
        MaxConnectionsPerServer = 4,
        ConnectCallback = (context, cancellation) => Connect(context, settings, cancellation),
    };

    private static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, HubSettings settings, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation).ConfigureAwait(false);
        // Through a proxy the name is resolved elsewhere; the proxy itself was set by the user.
        var direct = context.InitialRequestMessage.RequestUri?.Host == context.DnsEndPoint.Host;
        if (direct && !IsEndpoint(context.DnsEndPoint, settings) && Array.Exists(addresses, HubAddresses.IsPrivate) && !await IsPrivate(settings.Endpoint, cancellation).ConfigureAwait(false))
        {
            throw new HubException($"{settings.Host} redirected to a private address; it was not followed", HubFailure.Repository);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static async ValueTask<bool> IsPrivate(Uri endpoint, CancellationToken cancellation) =>
        HubAddresses.IsPrivateHost(endpoint) || Array.TrueForAll(await Dns.GetHostAddressesAsync(endpoint.Host, cancellation).ConfigureAwait(false), HubAddresses.IsPrivate);

    private static bool IsEndpoint(DnsEndPoint point, HubSettings settings) =>
        string.Equals(point.Host, settings.Endpoint.Host, StringComparison.OrdinalIgnoreCase) && point.Port == settings.Endpoint.Port;
}
