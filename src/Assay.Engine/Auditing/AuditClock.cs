using System.Globalization;

namespace Assay.Engine;

/// <summary>When an audit started and how long it took; neither is told under SOURCE_DATE_EPOCH, so that the same input gives the same bytes.</summary>
/// <param name="clock">The clock.</param>
/// <param name="reproducible">Whether SOURCE_DATE_EPOCH is set.</param>
public sealed class AuditClock(TimeProvider clock, bool reproducible)
{
    private readonly DateTimeOffset _start = clock.GetUtcNow();
    private readonly long _ticks = clock.GetTimestamp();

    /// <summary>Start (ISO 8601, UTC), or null.</summary>
    public string? StartedAt => reproducible ? null : _start.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Elapsed milliseconds, or null.</summary>
    public long? ElapsedMs => reproducible ? null : (long)clock.GetElapsedTime(_ticks).TotalMilliseconds;
}
