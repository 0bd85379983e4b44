using System.Globalization;
using System.Net.Http.Headers;

namespace Assay.Sources;

/// <summary>Sends requests: redirects by hand, the token to the endpoint only, attempts within bounds.</summary>
internal sealed class HubTransport
{
    private const int MaxRedirects = 5;
    private readonly HubSettings _settings;
    private readonly ContactLog _contacts;
    private readonly string _repository;
    private readonly HttpClient _client;

    public HubTransport(HubSettings settings, string repository, ContactLog contacts, HttpClient http)
    {
        (_settings, _repository, _contacts) = (settings, repository, contacts);
        _client = http;
    }

    /// <summary>Gets an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="range">The bytes wanted; null for all.</param>
    /// <param name="maxBytes">Most bytes of the body that are read.</param>
    /// <exception cref="HubException">It could not be had.</exception>
    public HubAnswer Get(Uri address, string what, (long Offset, int Length)? range, int maxBytes)
    {
        var waited = TimeSpan.Zero;
        for (var attempt = 0; ; attempt++)
        {
            HubException failure;
            TimeSpan wait;
            try
            {
                return Attempt(address, what, range, maxBytes);
            }
            catch (RetryException e)
            {
                (failure, wait) = (e.Failure, HubWait.After(e.Response, attempt, _settings.Clock.GetUtcNow()));
                e.Response?.Dispose();
            }

            if (attempt + 1 >= _settings.Attempts) throw failure;
            if (waited + wait > _settings.Patience) throw TooLong(failure, wait);
            waited += wait;
            Task.Delay(wait, _settings.Clock, _settings.Interrupt).GetAwaiter().GetResult();
        }
    }

    private static HubException TooLong(HubException failure, TimeSpan wait) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{failure.Message} (it asks to wait {Math.Ceiling(wait.TotalSeconds)} seconds)"), failure.Kind, failure);

    private HubAnswer Attempt(Uri address, string what, (long Offset, int Length)? range, int maxBytes)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(_settings.Interrupt);
        deadline.CancelAfter(_settings.Timeout);
        var route = new Route { Address = address };
        try
        {
            return Exchange(route, what, range, maxBytes, deadline.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e) when (!_settings.Interrupt.IsCancellationRequested)
        {
            throw new RetryException(new HubException(string.Create(CultureInfo.InvariantCulture, $"{HubSettings.HostOf(route.Address)} did not answer within {_settings.Timeout.TotalSeconds:0.#} seconds"), HubFailure.Passing, e));
        }
        catch (HttpRequestException e) when (e.InnerException is HubException refused)
        {
            throw new HubException(refused.Message, refused.Kind, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException and not HubException)
        {
            throw new RetryException(new HubException($"the connection to {HubSettings.HostOf(route.Address)} failed or broke off", HubFailure.Passing, e));
        }
    }

    private async Task<HubAnswer> Exchange(Route route, string what, (long Offset, int Length)? range, int maxBytes, CancellationToken cancellation)
    {
        string? tag = null;
        long? linkedSize = null;
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            var address = route.Address;
            var response = await _client.SendAsync(Request(address, range), HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            var status = (int)response.StatusCode;
            if (HubAddresses.SameOrigin(address, _settings.Endpoint))
            {
                tag ??= HubAnswer.Header(response, "X-Linked-ETag") ?? HubAnswer.Header(response, "ETag");
                linkedSize ??= long.TryParse(HubAnswer.Header(response, "X-Linked-Size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
            }

            if (HubErrors.IsPassing(status)) throw new RetryException(HubErrors.Of(response, _settings, what, _repository), response);
            using (response)
            {
                if (status is 301 or 302 or 303 or 307 or 308)
                {
                    route.Address = Next(address, response);
                    continue;
                }

                if (status is not (200 or 206)) throw HubErrors.Of(response, _settings, what, _repository);
                var body = await HubBody.Read(response, range, maxBytes, what, cancellation).ConfigureAwait(false);
                return new HubAnswer(status, address, body) { TotalLength = HubAnswer.Total(response.Content.Headers, status), ETag = tag, LinkedSize = linkedSize };
            }
        }

        throw new HubException($"{_settings.Host} redirects in a circle for {what}", HubFailure.File);
    }

    private Uri Next(Uri address, HttpResponseMessage response)
    {
        if (response.Headers.Location is not { } location) throw new HubException($"{HubSettings.HostOf(address)} redirects without saying where to", HubFailure.File);
        if (!Uri.TryCreate(address, location, out var next)) throw new HubException($"{HubSettings.HostOf(address)} redirects to something that is no address", HubFailure.File);
        return HubAddresses.Refusal(_settings.Endpoint, address, next) is { } refusal
            ? throw new HubException($"{HubSettings.HostOf(address)} answered with {refusal}; it was not followed", HubFailure.Repository)
            : next;
    }

    private HttpRequestMessage Request(Uri address, (long Offset, int Length)? range)
    {
        _contacts.Add(HubSettings.HostOf(address));
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.ParseAdd("assay");
        request.Headers.AcceptEncoding.ParseAdd("identity");
        if (range is { } r) request.Headers.Range = new RangeHeaderValue(r.Offset, r.Offset + r.Length - 1);
        if (_settings.MaySendToken && HubAddresses.SameOrigin(address, _settings.Endpoint)) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _settings.Token);
        return request;
    }

    /// <summary>Where a request has got to by redirects, so that a failure names the host that failed.</summary>
    private sealed class Route
    {
        public required Uri Address { get; set; }
    }

    /// <summary>A failure that may pass, with the answer that tells how long to wait.</summary>
    internal sealed class RetryException(HubException failure, HttpResponseMessage? response = null) : Exception(failure.Message, failure)
    {
        public HubException Failure { get; } = failure;

        public HttpResponseMessage? Response { get; } = response;
    }
}
