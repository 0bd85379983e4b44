using System.Collections.Frozen;
using Assay.Core;

namespace Assay.Economics;

/// <summary>What is known of serving runs on an accelerator.</summary>
public enum MeasurementState
{
    /// <summary>The constants rest on runs on this very accelerator.</summary>
    Measured,

    /// <summary>They rest on runs on accelerators of the same architecture.</summary>
    SameArchitecture,

    /// <summary>They rest on runs on other architectures: the interval is wider.</summary>
    Extrapolated,

    /// <summary>No run was seen: no throughput is stated.</summary>
    None,
}

/// <summary>A figure with its source.</summary>
/// <param name="Value">The value, in the unit of the property that holds it.</param>
/// <param name="Source">Where it stands.</param>
/// <param name="Note">Conflicts and derivations, or null.</param>
public sealed record SourcedFigure(double Value, string Source, string? Note);

/// <summary>One accelerator of <c>knowledge/hardware.yaml</c>. Rates are dense, memory is in 10^9 bytes, bandwidth in 10^9 bytes a second.</summary>
public sealed record Accelerator
{
    private static readonly FrozenDictionary<string, MeasurementState> States = new Dictionary<string, MeasurementState>(StringComparer.Ordinal)
    {
        ["measured"] = MeasurementState.Measured,
        ["same-architecture"] = MeasurementState.SameArchitecture,
        ["extrapolated"] = MeasurementState.Extrapolated,
        ["none"] = MeasurementState.None,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Id, such as <c>h100_sxm</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Other ids.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Vendor.</summary>
    public required string Vendor { get; init; }

    /// <summary><c>datacenter</c>, <c>professional</c> or <c>consumer</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether serving runs were seen.</summary>
    public MeasurementState Measurement { get; init; }

    /// <summary>Whether the share of its rate that training reaches may be taken from published runs; false where none on its like was seen.</summary>
    public bool TrainingMeasured { get; init; } = true;

    /// <summary>Accelerators that one fast link joins (8 in a server, 72 in a rack, 1 where there is none).</summary>
    public int Domain { get; init; }

    /// <summary>Share of the memory that a program can use where memory is shared with the system; null where it is the accelerator's own.</summary>
    public double? UsableMemory { get; init; }

    /// <summary>Memory in GB.</summary>
    public SourcedFigure? MemoryGB { get; init; }

    /// <summary>Memory bandwidth in GB/s.</summary>
    public SourcedFigure? BandwidthGBs { get; init; }

    /// <summary>16-bit rate in 10^12 operations a second.</summary>
    public SourcedFigure? Bf16Tflops { get; init; }

    /// <summary>8-bit floating-point rate.</summary>
    public SourcedFigure? Fp8Tflops { get; init; }

    /// <summary>8-bit integer rate.</summary>
    public SourcedFigure? Int8Tops { get; init; }

    /// <summary>4-bit floating-point rate.</summary>
    public SourcedFigure? Fp4Tflops { get; init; }

    /// <summary>Rated power in watts.</summary>
    public SourcedFigure? PowerWatts { get; init; }

    /// <summary>Link to other accelerators, one way, in GB/s.</summary>
    public SourcedFigure? LinkGBs { get; init; }

    /// <summary>Reads one accelerator.</summary>
    /// <exception cref="KnowledgeException">It is not as it must be.</exception>
    public static Accelerator Read(DataNode node)
    {
        var map = new StrictMap(node);
        var accelerator = new Accelerator
        {
            Id = map.Text("id"),
            Name = map.Text("name"),
            Aliases = map.Texts("aliases"),
            Vendor = map.Text("vendor"),
            Kind = map.Text("kind"),
            UsableMemory = map.OptionalNumber("usable_memory"),
            Measurement = map.Choice("measurement", States),
            TrainingMeasured = map.OptionalFlag("training_measured") ?? true,
            Domain = (int)map.Number("domain"),
            MemoryGB = Figure(map, "memory_gb"),
            BandwidthGBs = Figure(map, "bandwidth_gbs"),
            Bf16Tflops = Figure(map, "bf16_tflops"),
            Fp8Tflops = Figure(map, "fp8_tflops"),
            Int8Tops = Figure(map, "int8_tops"),
            Fp4Tflops = Figure(map, "fp4_tflops"),
            PowerWatts = Figure(map, "power_w"),
            LinkGBs = Figure(map, "link_gbs"),
        };
        map.Done();
        return accelerator;
    }

    private static SourcedFigure? Figure(StrictMap parent, string key)
    {
        if (parent.Map(key) is not { } map) return null;
        var figure = new SourcedFigure(map.Number("value"), map.Text("source"), map.OptionalText("note"));
        map.Done();
        return figure.Value > 0 ? figure : throw KnowledgeException.At(map.Node, $"'{key}' must be positive; write null where it is not known");
    }
}
