using Assay.Core;

namespace Assay.Licensing;

/// <summary>What somebody wants to do.</summary>
public enum IntendedUse
{
    /// <summary>Use in a business, in products and services.</summary>
    Commercial,

    /// <summary>Use inside an organization.</summary>
    Internal,

    /// <summary>Offering it to others as a service.</summary>
    Saas,

    /// <summary>Passing it on.</summary>
    Redistribute,

    /// <summary>Training it further.</summary>
    Finetune,

    /// <summary>Training other models on its outputs.</summary>
    TrainOnOutputs,

    /// <summary>Research.</summary>
    Research,
}

/// <summary>Facts about the user that conditions are measured against; null where they are not given.</summary>
public sealed record UserFacts
{
    /// <summary>Nothing is given.</summary>
    public static UserFacts None { get; } = new();

    /// <summary>Users a month.</summary>
    public long? MonthlyUsers { get; init; }

    /// <summary>Revenue.</summary>
    public ClauseValue.Money? Revenue { get; init; }

    /// <summary>Where the user is, such as <c>Germany</c> or <c>EU</c>.</summary>
    public string? Territory { get; init; }

    /// <summary>Whether the model takes in more than text, such as images; null where that is not given.</summary>
    public bool? Multimodal { get; init; }

    /// <summary>What it is used for, such as <c>medical</c>.</summary>
    public string? Field { get; init; }
}

/// <summary>Uses asked for, with the facts of the user.</summary>
/// <param name="Uses">The uses.</param>
/// <param name="User">The facts.</param>
public sealed record UseRequest(IReadOnlyList<IntendedUse> Uses, UserFacts User)
{
    private static readonly Dictionary<string, IntendedUse> Names = new(StringComparer.Ordinal)
    {
        ["commercial"] = IntendedUse.Commercial,
        ["internal"] = IntendedUse.Internal,
        ["saas"] = IntendedUse.Saas,
        ["redistribute"] = IntendedUse.Redistribute,
        ["finetune"] = IntendedUse.Finetune,
        ["train-on-outputs"] = IntendedUse.TrainOnOutputs,
        ["research"] = IntendedUse.Research,
    };

    /// <summary>The name of a use.</summary>
    public static string NameOf(IntendedUse use) => Names.First(n => n.Value == use).Key;

    /// <summary>Reads names separated by commas.</summary>
    /// <exception cref="AssayException">A name is not known.</exception>
    public static UseRequest Parse(string names) => new(
        [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(n => Names.TryGetValue(n, out var use)
            ? use
            : throw AssayException.Usage($"'{n}' is no use; --use takes {string.Join(", ", Names.Keys)}, or a YAML file")).Distinct()],
        UserFacts.None);

    /// <summary>Reads a YAML file: <c>uses</c>, <c>monthlyUsers</c>, <c>revenue</c> {amount, currency, period}, <c>territory</c>, <c>field</c>, <c>multimodal</c> (true or false).</summary>
    /// <exception cref="KnowledgeException">The file breaks the format.</exception>
    public static UseRequest Read(DataNode root)
    {
        var map = new StrictMap(root);
        var uses = map.Nodes("uses").Select(n => Names.TryGetValue(n.Text, out var use) ? use : throw KnowledgeException.At(n, $"'uses' takes {string.Join(", ", Names.Keys)}, not '{n.Text}'")).Distinct().ToList();
        var request = new UseRequest(
            uses.Count > 0 ? uses : [.. Names.Values],
            new UserFacts
            {
                MonthlyUsers = map.OptionalNumber("monthlyUsers") is { } users ? (long)users : null,
                Revenue = map.Map("revenue") is { } revenue ? Money(revenue) : null,
                Territory = map.OptionalText("territory"),
                Field = map.OptionalText("field"),
                Multimodal = map.OptionalFlag("multimodal"),
            });
        map.Done();
        return request;
    }

    private static ClauseValue.Money Money(StrictMap map)
    {
        var money = new ClauseValue.Money((decimal)map.Number("amount"), map.Text("currency").ToUpperInvariant(), map.OptionalText("period") ?? "year", null);
        map.Done();
        return money;
    }
}
