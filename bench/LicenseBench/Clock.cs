namespace LicenseBench;

/// <summary>Measures processor time.</summary>
internal static class Clock
{
    /// <summary>Processor time of this program while it does the work.</summary>
    public static TimeSpan Processor(Action work)
    {
        var start = Environment.CpuUsage.TotalTime;
        work();
        return Environment.CpuUsage.TotalTime - start;
    }
}
