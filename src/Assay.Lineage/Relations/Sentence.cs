using System.Globalization;
using Assay.Core;

namespace Assay.Lineage;

/// <summary>A sentence of the messages with its arguments; it becomes words where results are assembled.</summary>
/// <param name="Id">Id of the message.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record Sentence(string Id, params (string Name, string Value)[] Arguments)
{
    /// <summary>The words.</summary>
    public string In(MessageCatalog messages) => messages[Id, Arguments];

    /// <summary>A number as all sentences write it.</summary>
    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A count.</summary>
    public static string Count(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Names in a row.</summary>
    public static string Names(IEnumerable<ModelView> models) => string.Join(", ", models.Select(m => m.Id));

    /// <summary>The power of ten that a probability does not exceed.</summary>
    public static string Power(double logP) => Number(Math.Ceiling(LogProbability.ToLog10(logP)), "0");
}
