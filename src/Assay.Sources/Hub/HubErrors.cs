using System.Globalization;

namespace Assay.Sources;

/// <summary>Turns the hub's error answers into sentences (status and X-Error-Code, as the hub's own client tells them apart).</summary>
internal static class HubErrors
{
    /// <summary>The failure that an answer tells.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="settings">The hub.</param>
    /// <param name="what">The file or listing that was asked for.</param>
    /// <param name="repository">The repository it belongs to.</param>
    public static HubException Of(HttpResponseMessage response, HubSettings settings, string what, string repository)
    {
        var status = (int)response.StatusCode;
        var code = HubAnswer.Header(response, "X-Error-Code") ?? "";
        var message = HubAnswer.Quote(HubAnswer.Header(response, "X-Error-Message")) ?? "";
        var foreign = !HubAddresses.SameOrigin(response.RequestMessage!.RequestUri!, settings.Endpoint);
        if (foreign) return Storage(status, settings, what);
        return code switch
        {
            "GatedRepo" => Gated(status, settings, repository),
            "RevisionNotFound" => new HubException($"{what} has no such revision on {settings.Host}: {message}", HubFailure.Repository),
            "EntryNotFound" => new HubException($"{settings.Host} lists {what} and does not have it", HubFailure.File),
            "RepoNotFound" => NotFound(settings, repository),
            _ => ByStatus(status, message, settings, what, repository),
        };
    }

    /// <summary>Whether another attempt may help.</summary>
    public static bool IsPassing(int status) => status is 408 or 429 or 500 or 502 or 503 or 504;

    private static HubException Gated(int status, HubSettings settings, string what) => status == 403
        ? new HubException($"{what} is gated on {settings.Host}, and the token's owner is not on the list: ask for access there", HubFailure.Repository)
        : new HubException($"{what} is gated on {settings.Host}: accept its terms there and set HF_TOKEN", HubFailure.Repository);

    private static HubException NotFound(HubSettings settings, string what) => settings.Token is null
        ? new HubException($"{settings.Host} has no {what}, or it is private: check the name, or set HF_TOKEN", HubFailure.Repository)
        : new HubException($"{settings.Host} has no {what}, or it is private and the token gives no access: check the name", HubFailure.Repository);

    private static HubException ByStatus(int status, string message, HubSettings settings, string what, string repository)
    {
        if (message.Contains("Invalid credentials", StringComparison.OrdinalIgnoreCase)) return new HubException($"{settings.Host} does not accept the token: check HF_TOKEN", HubFailure.Repository);
        if (message.Contains("disabled", StringComparison.OrdinalIgnoreCase)) return new HubException($"access to {repository} is disabled on {settings.Host}: it was taken down", HubFailure.Repository);
        return status switch
        {
            401 or 404 => NotFound(settings, repository),
            403 => new HubException($"{settings.Host} forbids access to {repository}", HubFailure.Repository),
            416 => new HubException($"{settings.Host} serves fewer bytes of {what} than its listing states", HubFailure.File),
            429 => new HubException($"{settings.Host} throttles requests (429): try again later, or set HF_TOKEN for a higher limit", HubFailure.Passing),
            >= 500 or 408 => new HubException(string.Create(CultureInfo.InvariantCulture, $"{settings.Host} is in trouble (status {status}): try again later"), HubFailure.Passing),
            _ => new HubException(string.Create(CultureInfo.InvariantCulture, $"{settings.Host} answered with status {status} for {what}"), HubFailure.File),
        };
    }

    private static HubException Storage(int status, HubSettings settings, string what) => status switch
    {
        403 => new HubException($"the signed address of {what} has expired", HubFailure.Expired),
        404 => new HubException($"{settings.Host} lists {what}, but its storage does not have it", HubFailure.File),
        416 => new HubException($"the storage of {settings.Host} serves fewer bytes of {what} than the listing states", HubFailure.File),
        429 => new HubException($"the storage of {settings.Host} throttles requests (429): try again later", HubFailure.Passing),
        >= 500 or 408 => new HubException(string.Create(CultureInfo.InvariantCulture, $"the storage of {settings.Host} is in trouble (status {status}): try again later"), HubFailure.Passing),
        _ => new HubException(string.Create(CultureInfo.InvariantCulture, $"the storage of {settings.Host} answered with status {status} for {what}"), HubFailure.File),
    };
}
