using Assay.Core;

namespace Assay.Economics;

/// <summary>Reads own serving: model, machines and what they cost.</summary>
internal sealed class HostingReader(HardwareCatalog hardware, PriceBook prices, QuantityReader reader, string path)
{
    private const double UsualUtilization = 0.7;

    public HostingTerms Read(StrictMap map, OptionKind kind)
    {
        var id = map.Text("gpu");
        var accelerator = hardware.Find(id) ?? throw KnowledgeException.At(map.Node["gpu"]!.Value, $"the accelerator '{id}' is not known; known are {string.Join(", ", hardware.All.Select(a => a.Id))}");
        var gpus = ScenarioReader.Whole(map, "gpus", 1, 1, 1024);
        var book = new PriceReader(prices, reader, path);
        var terms = new HostingTerms
        {
            Model = map.OptionalText("model") ?? "",
            Format = map.OptionalText("format") ?? "bf16",
            Gpu = accelerator.Id,
            Gpus = gpus,
            MinReplicas = ScenarioReader.Whole(map, "min_replicas", 2, 1, 10_000),
            Utilization = Or(map, "utilization", UsualUtilization, Dimension.Share),
            Capacity = Slot(map, "capacity", Dimension.RequestRate),
            Toolchain = Toolchain(map),
            Rent = map.Optional("rent") is { } rent ? book.Listed(rent, "rent", "rent", accelerator.Id, 1, Dimension.Hourly) : null,
            RentHours = Or(map, "rent_hours", Dimension.HoursOfMonth, Dimension.ActiveHours),
            Server = map.Optional("server") is { } server ? book.Listed(server, "server", "purchase", accelerator.Id, gpus, Dimension.Amount) : null,
            Salvage = Or(map, "salvage", 0, Dimension.Share),
            Maintenance = Or(map, "maintenance", 0, Dimension.YearlyRate),
            Load = Or(map, "load", 1, Dimension.Share),
            Pue = Or(map, "pue", 1, Dimension.Factor),
            EnergyPrice = map.Optional("energy_price") is { } energy ? book.Listed(energy, "energy_price", "energy", "grid", 1, Dimension.Energy) : null,
        };
        terms = terms with { Power = Power(map, accelerator, gpus, terms.EnergyPrice is not null) };
        map.Done();
        return Checked(terms, map.Node, kind);
    }

    private static HostingTerms Checked(HostingTerms terms, DataNode node, OptionKind kind)
    {
        if (kind == OptionKind.Rented && terms.Rent is null) throw KnowledgeException.At(node, "rented machines need 'rent'; write {book: on-demand} or a quantity in CURRENCY/hour for one accelerator");
        if (kind == OptionKind.Owned && terms.Server is null) throw KnowledgeException.At(node, "own machines need 'server': the price of the machine of one replica (0 where it is paid already); write {book: new} or a quantity");
        return terms;
    }

    private int? Power(StrictMap map, Accelerator accelerator, int gpus, bool needed)
    {
        var host = map.Optional("host_power") is { } node ? reader.BaseOf(reader.Read(node, $"{path}.host_power", Dimension.Power)) : 0;
        if (map.Optional("power") is { } own) return reader.Read(own, $"{path}.power", Dimension.Power);
        if (!needed) return null;
        if (accelerator.PowerWatts is not { } watts) throw KnowledgeException.At(map.Node, $"the rated power of {accelerator.Name} is not known; add 'power', the watts of one replica");
        return reader.Add(new Input
        {
            Name = $"{path}.power",
            Distribution = new Distribution.Fixed((gpus * watts.Value) + host),
            Unit = "W",
            Source = $"{gpus} x {Numbers.Text(watts.Value)} W ({watts.Source}) + {Numbers.Text(host)} W of the host",
            Date = "rated",
            Line = map.Node.Line,
        });
    }

    private (int Gain, int Volume)? Toolchain(StrictMap map) => (Slot(map, "toolchain_gain", Dimension.Extra), Slot(map, "toolchain_volume", Dimension.Requests)) switch
    {
        (null, null) => null,
        ({ } gain, { } volume) => (gain, volume),
        _ => throw KnowledgeException.At(map.Node, "'toolchain_gain' grows with volume: 'toolchain_gain' and 'toolchain_volume' (the requests/month at which 63 % of it are there) belong together; add the other one"),
    };

    private int? Slot(StrictMap map, string key, Dimension dimension) => map.Optional(key) is { } node ? reader.Read(node, $"{path}.{key}", dimension) : null;

    private int Or(StrictMap map, string key, double value, Dimension dimension) => map.Optional(key) is { } node ? reader.Read(node, $"{path}.{key}", dimension) : reader.Default($"{path}.{key}", value, dimension.Forms[0].Unit);
}
