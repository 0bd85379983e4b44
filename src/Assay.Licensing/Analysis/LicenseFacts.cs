using System.Globalization;
using Assay.Core;

namespace Assay.Licensing;

/// <summary>Reviewed facts of all known licenses, read strictly from <c>knowledge/licenses/*.yaml</c>.</summary>
public sealed class LicenseFacts
{
    private const string Folder = "licenses/";
    private const string Prefix = "LicenseRef-";

    private static readonly Dictionary<string, Freedom> FreedomWords = new(StringComparer.Ordinal)
    {
        ["free"] = Freedom.Free,
        ["restricted"] = Freedom.Restricted,
        ["denied"] = Freedom.Denied,
        ["unspecified"] = Freedom.Unspecified,
    };

    private static readonly Dictionary<string, Certainty> Certainties = new(StringComparer.Ordinal)
    {
        ["stated"] = Certainty.Stated,
        ["derived"] = Certainty.Derived,
        ["doubtful"] = Certainty.Doubtful,
    };

    private static readonly Dictionary<string, LimitKind> LimitWords = new(StringComparer.Ordinal)
    {
        ["whole-grant"] = LimitKind.WholeGrant,
        ["display"] = LimitKind.Display,
        ["production"] = LimitKind.Production,
    };

    /// <summary>What a text without a word on a clause means.</summary>
    private static readonly Dictionary<string, ClauseValue?> Silent = new(StringComparer.Ordinal)
    {
        [ClauseCodes.UserThreshold] = null,
        [ClauseCodes.RevenueThreshold] = null,
        [ClauseCodes.GoverningLaw] = null,
        [ClauseCodes.AcceptableUsePolicy] = new ClauseValue.Word("none"),
        [ClauseCodes.Patents] = new ClauseValue.Word("none"),
        [ClauseCodes.Royalty] = new ClauseValue.Word("unspecified"),
        [ClauseCodes.Termination] = new ClauseValue.Words(["unspecified"]),
    };

    private readonly DataTable _knowledge;
    private readonly PackedTable _index;
    private readonly KnownLicense?[] _read;

    private LicenseFacts(DataTable knowledge, PackedTable index) => (_knowledge, _index, _read) = (knowledge, index, new KnownLicense?[index.Part(LicensePart.FactFiles).Length]);

    /// <summary>All licenses with facts, in ordinal order of their ids.</summary>
    public IEnumerable<KnownLicense> All => Enumerable.Range(0, _read.Length).Select(At).OrderBy(l => l.Id, StringComparer.Ordinal);

    /// <summary>The facts of a license by its id, with or without <c>LicenseRef-</c>; null where none are held.</summary>
    public KnownLicense? Of(string id) =>
        PackedSlots.Find(_index, LicensePart.FactIds, id.AsSpan(id.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? Prefix.Length : 0), fold: true) is >= 0 and var row ? At(row) : null;

    /// <summary>Opens them; each is read when it is asked for.</summary>
    /// <exception cref="KnowledgeException">A file breaks the format.</exception>
    public static LicenseFacts Load(DataTable knowledge) => new(knowledge, LicenseIndex.Of(knowledge));

    /// <summary>Reads all files strictly and writes into the index where each license stands.</summary>
    /// <exception cref="KnowledgeException">A file breaks the format.</exception>
    internal static void Write(PackedWriter writer, DataTable knowledge)
    {
        var (rows, files) = (new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase), new List<int>());
        foreach (var (path, root) in knowledge.Below(Folder))
        {
            if (path.LastIndexOf('/') != Folder.Length - 1) continue;
            if (!rows.TryAdd(ReadFile(root).Id, files.Count)) throw KnowledgeException.At(root, $"the license '{ReadFile(root).Id}' has two files; remove one");
            files.Add(writer.Text(path));
        }

        writer.Part(LicensePart.FactIds, PackedSlots.Write(writer, rows, fold: true));
        writer.Part(LicensePart.FactFiles, files);
    }

    private KnownLicense At(int row) => _read[row] ??= ReadFile(_knowledge.File(_index.Text(_index.Part(LicensePart.FactFiles)[row]))!.Value);

    private static KnownLicense ReadFile(DataNode root)
    {
        var map = new StrictMap(root);
        var license = new KnownLicense
        {
            Id = map.Text("id"),
            Source = map.Text("source"),
            AsOf = map.Text("as_of"),
            Policy = map.OptionalText("policy"),
            Limits = map.Choice("limits", LimitWords, LimitKind.WholeGrant),
            Texts = map.Map("texts") is { } texts ? ReadTexts(texts) : RequiredTexts.None,
            Freedoms = ReadFreedoms(new StrictMap(map.Required("freedoms"))),
            Facts = ReadFacts(map.Required("facts")),
        };
        map.Done();
        return license;
    }

    private static Freedoms ReadFreedoms(StrictMap map)
    {
        var freedoms = new Freedoms(map.Choice("use", FreedomWords), map.Choice("study", FreedomWords), map.Choice("modify", FreedomWords), map.Choice("share", FreedomWords));
        map.Done();
        return freedoms;
    }

    private static RequiredTexts ReadTexts(StrictMap map)
    {
        var texts = new RequiredTexts([.. map.Texts("name")], [.. map.Texts("display")], [.. map.Texts("notice")]);
        map.Done();
        return texts;
    }

    private static Dictionary<string, KnownFact> ReadFacts(DataNode node)
    {
        var facts = new Dictionary<string, KnownFact>(StringComparer.Ordinal);
        foreach (var (code, line, value) in node.Pairs())
        {
            if (!ClauseCodes.All.Contains(code)) throw new KnowledgeException(node.File, line, $"there is no clause code '{code}'");
            facts[code] = ReadFact(new StrictMap(value));
        }

        foreach (var code in (ReadOnlySpan<string>)[ClauseCodes.CommercialUse, ClauseCodes.Distribution, ClauseCodes.Modification])
        {
            if (!facts.ContainsKey(code)) throw KnowledgeException.At(node, $"the fact '{code}' is missing; every license states it, unspecified if need be");
        }

        foreach (var code in ClauseCodes.All)
        {
            if (!facts.ContainsKey(code)) facts[code] = new KnownFact(Silent.TryGetValue(code, out var silent) ? silent : new ClauseValue.Word("no"), null, Certainty.Derived);
        }

        return facts;
    }

    private static KnownFact ReadFact(StrictMap map)
    {
        var fact = new KnownFact(Value(map.Required("value")), map.OptionalText("section"), map.Choice("certainty", Certainties, Certainty.Stated));
        map.Done();
        return fact;
    }

    private static ClauseValue Value(DataNode node) => node.Kind switch
    {
        DataKind.Sequence => new ClauseValue.Words([.. node.Items().Select(i => i.Text)]),
        DataKind.Mapping => Money(new StrictMap(node)),
        DataKind.Plain when long.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) => new ClauseValue.Count(count),
        _ => new ClauseValue.Word(node.Text),
    };

    private static ClauseValue.Money Money(StrictMap map)
    {
        var money = new ClauseValue.Money((decimal)map.Number("amount"), map.Text("currency"), map.OptionalText("period"), map.OptionalText("effect"));
        map.Done();
        return money;
    }
}
