using System.Collections.Frozen;
using Assay.Core;

namespace Assay.Economics;

/// <summary>Reads the training that an option needs.</summary>
internal sealed class TrainingReader(HardwareCatalog hardware, PriceBook prices, QuantityReader reader, string path)
{
    private static readonly FrozenDictionary<string, TrainingMethod> Methods = Enum.GetValues<TrainingMethod>().ToFrozenDictionary(m => m.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    public TrainingTerms Read(StrictMap map)
    {
        var id = map.Text("gpu");
        var accelerator = hardware.Find(id) ?? throw KnowledgeException.At(map.Node["gpu"]!.Value, $"the accelerator '{id}' is not known; known are {string.Join(", ", hardware.All.Select(a => a.Id))}");
        var book = new PriceReader(prices, reader, path);
        var terms = new TrainingTerms
        {
            Method = map.Choice<TrainingMethod>("method", Methods, null),
            Model = map.OptionalText("model") ?? "",
            Gpu = accelerator.Id,
            Gpus = ScenarioReader.Whole(map, "gpus", 1, 1, 1_000_000),
            Sequence = ScenarioReader.Whole(map, "sequence", 2048, 1, 10_000_000),
            Batch = ScenarioReader.Whole(map, "batch", 1, 1, 100_000),
            Rank = map.Optional("rank") is null ? null : ScenarioReader.Whole(map, "rank", null, 1, 100_000),
            Tokens = reader.Read(map.Required("tokens"), $"{path}.tokens", Dimension.TrainingTokens),
            Hours = map.Optional("hours") is { } hours ? reader.Read(hours, $"{path}.hours", Dimension.GpuHours) : null,
            Rent = book.Listed(map.Required("rent"), "rent", "rent", accelerator.Id, 1, Dimension.Hourly),
            Runs = Or(map, "runs", 1, Dimension.Runs),
            FailedShare = Or(map, "failed_share", 0, Dimension.Extra),
            Saving = Or(map, "toolchain_saving", 0, Dimension.Share),
        };
        map.Done();
        return terms;
    }

    private int Or(StrictMap map, string key, double value, Dimension dimension) => map.Optional(key) is { } node ? reader.Read(node, $"{path}.{key}", dimension) : reader.Default($"{path}.{key}", value, dimension.Forms[0].Unit);
}
