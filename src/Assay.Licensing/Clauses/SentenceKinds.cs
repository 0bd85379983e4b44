using System.Buffers;
using System.Text.RegularExpressions;

namespace Assay.Licensing;

/// <summary>Tells definitions, disclaimers and preambles from operative clauses.</summary>
internal static partial class SentenceKinds
{
    // Every definition has one of these; looking for them first is many times as fast.
    private static readonly SearchValues<string> DefinitionWords = SearchValues.Create(["mean", "refer", "defined", "include", "指"], StringComparison.Ordinal);

    /// <summary>What the headings above a sentence say.</summary>
    public static SentenceKind OfHeadings(string headings)
    {
        var kind = SentenceKind.Operative;
        if (headings.Length == 0) return kind;
        if (DefinitionHeading().IsMatch(headings)) kind |= SentenceKind.Definition;
        if (DisclaimerHeading().IsMatch(headings)) kind |= SentenceKind.Disclaimer;
        if (PreambleHeading().IsMatch(headings)) kind |= SentenceKind.Preamble;
        if (RequestHeading().IsMatch(headings)) kind |= SentenceKind.Request;
        return kind;
    }

    /// <summary>What its own words say.</summary>
    /// <param name="folded">The sentence, folded.</param>
    /// <param name="original">The sentence as it stands.</param>
    public static SentenceKind OfText(ReadOnlySpan<char> folded, ReadOnlySpan<char> original)
    {
        var kind = SentenceKind.Operative;
        if (folded.ContainsAny(DefinitionWords) && Definition().IsMatch(folded)) kind |= SentenceKind.Definition;
        if (Disclaimer().IsMatch(folded) || (Shouted(original) && ShoutedDisclaimer().IsMatch(folded))) kind |= SentenceKind.Disclaimer;
        if (Request().IsMatch(folded) && !Duty().IsMatch(folded)) kind |= SentenceKind.Request;
        return kind;
    }

    /// <summary>Whether words say something, as a heading does not.</summary>
    public static bool Speaks(ReadOnlySpan<char> folded) => Verb().IsMatch(folded);

    [GeneratedRegex(@"\b(may|must|shall|will|cannot|is|are|be|agree|agrees|do not|does not|provided|keep|include|retain|give|you|only|has|have|need|needs|require|requires|applies|apply|grants|governs?|ends?|stops?|ceases?|waives?|permits?)\b|不得|必须|可以|应当|禁止|授予|适用|须|不可|有权|保留|超过|免版税|提供|同意|遵守|需", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Verb();

    private static bool Shouted(ReadOnlySpan<char> original)
    {
        var (upper, lower) = (0, 0);
        foreach (var c in original)
        {
            if (char.IsAsciiLetterUpper(c)) upper++;
            else if (char.IsAsciiLetterLower(c)) lower++;
        }

        return upper > 20 && upper > 4 * lower;
    }

    [GeneratedRegex(@"\bdefinitions?\b|\bdefined terms\b|定义", RegexOptions.CultureInvariant)]
    private static partial Regex DefinitionHeading();

    [GeneratedRegex(@"warrant(y|ies)|\bliability\b|disclaimer of|indemni|免责|责任限制|保证否认|责任的限制", RegexOptions.CultureInvariant)]
    private static partial Regex DisclaimerHeading();

    [GeneratedRegex(@"\bpreamble\b|\brecitals?\b|how to apply|特别提示", RegexOptions.CultureInvariant)]
    private static partial Regex PreambleHeading();

    [GeneratedRegex("""^\W{0,4}(a |an |the |as used in this \w{1,12}, |for (the )?purposes? of this \w{1,12}, )?["'][^"]{1,80}["'][^.]{0,70}?\b(means?|shall mean|refers? to|shall refer to|is defined|are defined|includes?|has the meaning|have the meaning)\b|^\W{0,3}"?[^,，。:]{1,30}"?[^。,]{0,20}[:,]?是?指(的是)?|^(to|a) "?[a-z]{3,20}"? [^.]{0,60}\bmeans\b""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Definition();

    [GeneratedRegex(@"hold harmless|\bindemnif|warrant(y|ies) of any kind|implied warrant|be (held )?liable|不承担[^。]{0,20}责任|承担[^。]{0,12}赔偿责任", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Disclaimer();

    [GeneratedRegex(@"\b(not|non-)[ -]?(legally )?binding\b|\bgood practice|\brecommendations?\b|非强制|不具(有)?约束力|建议性", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RequestHeading();

    [GeneratedRegex(@"\bwe (kindly|politely|respectfully|strongly|only|just|merely|also|would) ?(ask|request|encourage|recommend|urge|invite|appreciate|like|prefer)|\bwe (ask|encourage|recommend|urge|invite|hope|wish)\b|\b(is|are) (kindly |strongly |warmly )?(encouraged|recommended|invited|advised|asked kindly)\b|\b(encourages?|recommends?|hopes?) (you|users?|licensees?|that|everyone|developers)\b|鼓励|倡议|呼吁|希望(您|使用者|用户)|建议(您|用户|使用者|在)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Request();

    [GeneratedRegex(@"\b(must|shall|may not|cannot|required|prohibited|agrees?|may only|permission|granted?)\b|必须|不得|应当|须|禁止", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Duty();

    [GeneratedRegex(@"warrant|liab|damages|at your own risk|responsible", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ShoutedDisclaimer();
}
