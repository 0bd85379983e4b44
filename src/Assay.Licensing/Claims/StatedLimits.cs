using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing.Claims;

/// <summary>A sentence of a card that limits who may use the model, or what for.</summary>
/// <param name="Quote">The sentence as it stands in the card, white space folded.</param>
/// <param name="Lines">Where.</param>
public sealed record StatedLimit(string Quote, LineRange Lines);

/// <summary>Limits that a card states in its own words, whatever license it names: "for research only", "commercial use needs our permission".</summary>
public sealed partial class StatedLimits(LicenseAnalyzer reader)
{
    /// <summary>Most sentences that are looked at in one card.</summary>
    private const int MostSentences = 40;

    /// <summary>The sentences that limit commercial use of the model, or use beyond research; wishes and intended uses are none.</summary>
    public IReadOnlyList<StatedLimit> In(TextDocument card) => [.. CardSentence.Of(card)
        .Where(s => Limiting().IsMatch(s.Text) && IsOfModel(s.Text) && !Wish().IsMatch(s.Text))
        .Take(MostSentences)
        .Where(s => Limits(Read([s.Quote])))
        .Select(s => new StatedLimit(s.Quote, s.Lines))];

    /// <summary>What sentences say together, read as terms.</summary>
    public LicenseFile Read(IEnumerable<string> quotes) => reader.Analyze(TextDocument.Of("", string.Join("\n\n", quotes.Select(CardMarkup.Strip))), new AnalyzeOptions { NoKnown = true });

    /// <summary>Whether terms keep somebody from using the work commercially, or make it depend on something.</summary>
    public static bool Limits(LicenseFile terms) => terms.Facts.GetValueOrDefault(ClauseCodes.CommercialUse) is { Lines: not null, Certainty: not Certainty.Doubtful, Value: ClauseValue.Word { Text: "forbidden" or "conditional" } };

    private static bool IsOfModel(string sentence) => Model().IsMatch(sentence) || !Other().IsMatch(sentence);

    [GeneratedRegex(@"commercial|\bresearch\b|\bacademic\b|商用|商业|学术|科研|科学研究", RegexOptions.IgnoreCase)]
    private static partial Regex Limiting();

    [GeneratedRegex(@"\b(?:models?|weights?|checkpoints?|parameters)\b|模型|权重", RegexOptions.IgnoreCase)]
    private static partial Regex Model();

    [GeneratedRegex(@"\b(?:datasets?|data|corpus|corpora|benchmarks?|demo|playground|API|code|scripts?|website|paper|images?|fonts?|voices?)\b|数据|语料|代码|接口|网站", RegexOptions.IgnoreCase)]
    private static partial Regex Other();

    // What somebody had in mind, or asks for kindly, binds nobody; nor does what held for an earlier version.
    [GeneratedRegex(@"\b(?:inten(?:ded|t|tion)|designed|meant|aimed|hope|recommend(?:ed)?|encourage[sd]?|suggest(?:ed)?|target(?:ed)?)\b(?!.{0,120}\b(?:may not|must not|cannot|can not|not allowed|not permitted|prohibited|forbidden)\b)|\b(?:trained|evaluated|tested) on\b|\b(?:should|whose|previous(?:ly)?|earlier|formerly|predecessor|preview|replaces?|no longer|could|were|was)\b|希望|旨在|建议|推荐|应该|此前|上一代", RegexOptions.IgnoreCase)]
    private static partial Regex Wish();
}
