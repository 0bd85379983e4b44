using Assay.Core;

namespace Assay.Licensing;

/// <summary>How the advisors name a clause and its value to a reader: by the words of the message catalog, with the section where there is one.</summary>
internal sealed class ClauseWords(MessageCatalog messages)
{
    /// <summary>A clause of some terms: its name, and its section where it is known.</summary>
    public string Cite(LicenseTerms terms, string code)
    {
        var clause = messages.Word("clause", code);
        return terms.Facts.TryGetValue(code, out var fact) && fact.Section is { } section
            ? messages["cite.section", ("clause", clause), ("section", section)]
            : messages["cite.clause", ("clause", clause)];
    }

    /// <summary>A work with its license, a clause of it, what the clause says, and its words where the text is at hand.</summary>
    public string Side(string name, LicenseTerms terms, string code)
    {
        var fact = terms.Facts.GetValueOrDefault(code);
        var says = ClauseValueWords.Of(messages, code, fact?.Value);
        return fact?.Quote is { Length: > 0 } quote
            ? messages["conflict.side-quoted", ("name", name), ("license", terms.Id), ("clause", Cite(terms, code)), ("says", says), ("quote", quote)]
            : messages["conflict.side", ("name", name), ("license", terms.Id), ("clause", Cite(terms, code)), ("says", says)];
    }
}
