using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Audit;

/// <summary>Runs detectors within their time and collects what they say.</summary>
/// <param name="limits">The limits.</param>
/// <param name="clock">The clock for the time limit.</param>
public sealed class DetectorHost(Limits limits, TimeProvider clock)
{
    /// <summary>Runs the detectors in their order.</summary>
    /// <param name="detectors">The detectors.</param>
    /// <param name="index">The files.</param>
    /// <param name="cut">What was cut off, and why.</param>
    public ImmutableArray<Detection> Run(IEnumerable<IDetector> detectors, ReleaseIndex index, out ImmutableArray<NotLooked> cut)
    {
        var detections = ImmutableArray.CreateBuilder<Detection>();
        var overdue = ImmutableArray.CreateBuilder<NotLooked>();
        foreach (var detector in detectors)
        {
            var start = clock.GetTimestamp();
            foreach (var detection in detector.Detect(index))
            {
                detections.Add(detection);
                if (clock.GetElapsedTime(start) <= limits.DetectorTime) continue;
                overdue.Add(new NotLooked($"the rest for the detector '{detector.Id}'", $"its time of {limits.DetectorTime.TotalSeconds} s was used up"));
                break;
            }
        }

        cut = overdue.ToImmutable();
        return detections.ToImmutable();
    }
}
