namespace Assay.Core;

/// <summary>What the value of a clause says, in the words of the message catalog: those for this clause (<c>clause-value.CODE.VALUE</c>), else those for the value (<c>clause-value.VALUE</c>).</summary>
public static class ClauseValueWords
{
    private const string Cure = "breach_cure_";

    /// <summary>The words for a value; for null those for "nothing is said".</summary>
    public static string Of(MessageCatalog messages, string code, ClauseValue? value) => value switch
    {
        null => messages["clause-value.nothing"],
        ClauseValue.Words many => string.Join(messages["clause-value.and"], many.Items.Select(i => One(messages, code, i))),
        _ => One(messages, code, value.ToString()),
    };

    private static string One(MessageCatalog messages, string code, string value)
    {
        var id = $"clause-value.{code}.{value}";
        if (messages.Has(id)) return messages[id];
        if (value.StartsWith(Cure, StringComparison.Ordinal) && !messages.Has("clause-value." + value)) return messages["clause-value.breach-cure", ("days", value[Cure.Length..value.LastIndexOf('_')].Replace("_", messages["clause-value.or"], StringComparison.Ordinal))];
        return messages.Word("clause-value", value).Replace('_', ' ');
    }
}
