using System.Text.RegularExpressions;

namespace Assay.Audit;

/// <summary>What a column or row of a table states of the training, told by its head.</summary>
/// <param name="Kind">The quantity; null where the head names none.</param>
/// <param name="Unit">The scale that the head gives, such as <c>T</c>; empty for none.</param>
/// <param name="Times">What a value must be multiplied with: 24 for days.</param>
/// <param name="Accelerator">The accelerator that the head names, or null.</param>
internal sealed partial record QuantityHead(TrainingQuantity? Kind, string Unit, double Times, string? Accelerator)
{
    private static readonly QuantityHead None = new(null, "", 1, null);

    /// <summary>Reads a head.</summary>
    public static QuantityHead Of(string head)
    {
        if (head.Length is 0 or > 120) return None;
        if (Hours().Match(head) is { Success: true } hours && !NotTraining().IsMatch(head))
        {
            return new QuantityHead(TrainingQuantity.GpuHours, UnitOf(head), hours.Groups["day"].Success ? 24 : 1, AcceleratorNames.In(head));
        }

        return Tokens().IsMatch(head) && !NotTraining().IsMatch(head) ? new QuantityHead(TrainingQuantity.Tokens, UnitOf(head), 1, null) : None;
    }

    /// <summary>Whether a head stands above words on the training data, in which a number of tokens may be given in words.</summary>
    public static bool IsOnData(string head) => Data().IsMatch(head) && !NotTraining().IsMatch(head);

    /// <summary>Whether a head stands above names or sizes of models.</summary>
    public static bool NamesModels(string head) => head.Length == 0 || Models().IsMatch(head);

    private static string UnitOf(string head) => Unit1().Match(head) is { Success: true } m ? m.Groups["u"].Value : "";

    [GeneratedRegex(@"(?:\b(?:GPUs?|TPUs?|NPUs?|XPUs?|accelerators?|chips?|cards?|devices?|GCDs?|[ABHLV]\d{2,3}|MI\d{3}X?)\W{0,3}(?:core\W)?(?:hours?\b|hrs?\b|h\b|(?<day>days?\b))|(?:GPU|卡)\s?(?:小?时|卡时|(?<day>天)))", RegexOptions.IgnoreCase)]
    private static partial Regex Hours();

    [GeneratedRegex(@"^\W{0,4}(?:(?:no\.?|num(?:ber)?|count|amount)\s(?:of\s)?)?(?:(?:total|all|pre-?train(?:ing|ed)?|train(?:ing|ed)?|seen|consumed|processed|data|unique|base)[\s-]){0,3}tokens?(?:\s(?:count|seen|trained|consumed|used|processed|budget|number|total|on))?\W{0,4}(?:\(?(?:in )?(?:trillions?|billions?|millions?|[TBM])\)?)?\W{0,3}$|^(?:总)?(?:预?训练)?(?:数据|语料)?(?:的)?\s?(?:tokens?|词元|标识符)\s?(?:总?数量?|总?量|规模)?\s?(?:[（(](?:万亿|亿|[TBM])[)）])?$|^预?训练(?:数据|语料)(?:总?量|规模)?\s?(?:[（(](?:万亿|亿|[TBM])?\s?(?:tokens?|词元)?[)）])?$", RegexOptions.IgnoreCase)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"(?:\((?:in )?|（|\bin )(?<u>trillions?|billions?|millions?|thousands?|万亿|亿|万|千|[TBMK])\b?(?:\s?(?:GPU|tokens?|hours?|of)\b[^)）]{0,20})?(?:[)）]|$|\s)", RegexOptions.IgnoreCase)]
    private static partial Regex Unit1();

    [GeneratedRegex(@"batch|context|window|sequence|\bper\b|/\s?s\b|vocab|warm|max(?:imum)?\b|output|inference|special|speed|throughput|price|cost|\$|fine-?tun|active|上下文|词表|速度|批|微调", RegexOptions.IgnoreCase)]
    private static partial Regex NotTraining();

    [GeneratedRegex(@"train|data|corpus|corpora|训练|数据|语料", RegexOptions.IgnoreCase)]
    private static partial Regex Data();

    [GeneratedRegex(@"^\W{0,3}(?:model|name|size|param|variant|version|scale|#\s?param|number of param|checkpoint|模型|参数|规模|名称|版本)", RegexOptions.IgnoreCase)]
    private static partial Regex Models();
}

/// <summary>Names of accelerators in words.</summary>
internal static partial class AcceleratorNames
{
    /// <summary>The first that a text names, or null.</summary>
    public static string? In(string text) => Name().Match(text) is { Success: true } m ? m.Value : null;

    [GeneratedRegex(@"\b(?:GH200|GB200|[ABHLV]\d{2,3}[SX]?|MI\d{3}X?|TPU[ -]?v\d[a-z]?|Gaudi\s?\d|Ascend\s?\d{3}\w?|RTX\s?\w?\d{4}|Trainium\s?\d?)(?:[\s-](?:\d{2,3}\s?GB(?:[\s-](?:SXM|PCIe))?|(?:SXM\d?|PCIe)(?:[\s-]\d{2,3}\s?GB)?))?\b|昇腾\s?\d{3}\w?", RegexOptions.IgnoreCase)]
    private static partial Regex Name();
}
