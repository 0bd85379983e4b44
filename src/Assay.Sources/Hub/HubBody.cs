using System.Globalization;

namespace Assay.Sources;

/// <summary>Reads the body of an answer: as many bytes as were asked for, and no more.</summary>
internal static class HubBody
{
    private const int BufferSize = 1 << 16;
    private const long MaxSkip = 64L << 20;

    /// <summary>Reads the body, or the wanted part of it where the server ignored the range.</summary>
    public static async Task<byte[]> Read(HttpResponseMessage response, (long Offset, int Length)? range, int maxBytes, string what, CancellationToken cancellation)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using var closing = stream.ConfigureAwait(false);
        var whole = (int)response.StatusCode == 200;
        if (!whole && range is { } asked && response.Content.Headers.ContentRange?.From is { } from && from != asked.Offset)
        {
            throw new HubException($"the server answered with another part of {what} than was asked for", HubFailure.File);
        }

        if (whole && range is { Offset: > 0 } wanted) await Skip(stream, wanted.Offset, what, cancellation).ConfigureAwait(false);
        var limit = range?.Length ?? maxBytes;
        var expected = range is null ? response.Content.Headers.ContentLength : whole ? null : limit;
        return await Take(stream, limit, range is null, expected, what, cancellation).ConfigureAwait(false);
    }

    private static async Task<byte[]> Take(Stream stream, int limit, bool refuseMore, long? expected, string what, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[BufferSize];
        while (bytes.Length < limit)
        {
            var read = await Some(stream, buffer.AsMemory(0, (int)Math.Min(BufferSize, limit - bytes.Length)), cancellation).ConfigureAwait(false);
            if (read == 0) break;
            await bytes.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
        }

        if (refuseMore && bytes.Length == limit) throw new HubException(string.Create(CultureInfo.InvariantCulture, $"the answer for {what} is longer than {limit} bytes"), HubFailure.File);
        if (expected is { } length && bytes.Length < length) throw Truncated(what, bytes.Length, length);
        return bytes.ToArray();
    }

    private static async Task Skip(Stream stream, long count, string what, CancellationToken cancellation)
    {
        if (count > MaxSkip) throw new HubException($"the server does not serve parts of {what}, and the part wanted lies too far behind its start", HubFailure.File);
        var buffer = new byte[BufferSize];
        while (count > 0)
        {
            var read = await Some(stream, buffer.AsMemory(0, (int)Math.Min(BufferSize, count)), cancellation).ConfigureAwait(false);
            if (read == 0) throw Truncated(what, 0, count);
            count -= read;
        }
    }

    /// <summary>Reads some bytes; an answer that ends before its stated length reads as its end.</summary>
    private static async ValueTask<int> Some(Stream stream, Memory<byte> buffer, CancellationToken cancellation)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        }
        catch (HttpIOException e) when (e.HttpRequestError == HttpRequestError.ResponseEnded)
        {
            return 0;
        }
    }

    private static HubTransport.RetryException Truncated(string what, long got, long expected) =>
        new(new HubException(string.Create(CultureInfo.InvariantCulture, $"the answer for {what} broke off after {got} of {expected} bytes"), HubFailure.Passing));
}
