using System.Globalization;
using System.Text.RegularExpressions;

namespace Assay.Sources;

/// <summary>How long to wait before another attempt: what the hub asks for, else twice as long each time.</summary>
internal static partial class HubWait
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    /// <summary>The wait after an answer.</summary>
    /// <param name="response">The answer, or null where there was none.</param>
    /// <param name="attempt">0 after the first attempt.</param>
    /// <param name="now">The time, for Retry-After with a date.</param>
    public static TimeSpan After(HttpResponseMessage? response, int attempt, DateTimeOffset now)
    {
        if (response is not null)
        {
            // RateLimit is on every answer; it explains a 429 only where nothing remains.
            if ((int)response.StatusCode == 429 && RateLimit().Match(HubAnswer.Header(response, "RateLimit") ?? "") is { Success: true } match && match.Groups["rest"].Value == "0")
            {
                return TimeSpan.FromSeconds(int.Parse(match.Groups["wait"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
            }

            if (response.Headers.RetryAfter is { } after)
            {
                var wait = after.Delta ?? (after.Date is { } date ? date - now : TimeSpan.Zero);
                if (wait > TimeSpan.Zero) return wait;
            }
        }

        return First * (1 << Math.Min(attempt, 10));
    }

    [GeneratedRegex(@";\s*r=(?<rest>[0-9]{1,9})\s*;\s*t=(?<wait>[0-9]{1,6})", RegexOptions.ExplicitCapture)]
    private static partial Regex RateLimit();
}
