using System.Text.RegularExpressions;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>Quantities of training in sentences and items of a document.</summary>
/// <param name="file">The file.</param>
internal sealed partial class SentenceFigures(AuditFile file)
{
    private const int MaxBlock = 3000;

    /// <summary>The figures.</summary>
    public IEnumerable<TrainingFigure> Find()
    {
        var hardware = (Section: -1, Name: (string?)null);
        foreach (var block in file.Markdown!.Blocks.Where(b => b.Kind is BlockKind.Paragraph or BlockKind.Item))
        {
            var text = file.Markdown.Of(block)[..Math.Min(block.Length, MaxBlock)].ToString();
            if (text.TrimStart().StartsWith('<') && Table().IsMatch(text)) continue;
            if (AcceleratorNames.In(text) is { } named) hardware = (block.Section, named);
            var near = hardware.Section == block.Section ? hardware.Name : null;
            foreach (var figure in Tokens(text, block).Concat(Hours(text, block, near))) yield return figure;
        }
    }

    private IEnumerable<TrainingFigure> Tokens(string text, MarkdownBlock block)
    {
        var section = file.Markdown!.SectionOf(block).Path;
        if (NotTraining().IsMatch(section)) yield break;
        TrainingFigure? last = null;
        var end = 0;
        foreach (Match match in TokensAfter().Matches(text).Concat(TokensBefore().Matches(text)))
        {
            if (StatedNumber.Value(match.Groups["n"].Value, match.Groups["u"].Value) is not { } value || value < StatedFigures.LeastTokens) continue;
            var sentence = Sentence.Around(text, match.Index, match.Length);
            var gap = match.Index > end && last is not null ? text[end..match.Index] : "";
            // Two amounts that one sentence adds up: at least the larger, at most both.
            if (gap.Length is > 0 and < 80 && Adds().IsMatch(gap) && !Holds().IsMatch(gap) && ModelIdentity.Sizes(gap).Count == 0)
            {
                last = last! with { Low = Math.Max(last.Low, value), High = last.High + value };
                end = match.Index + match.Length;
                continue;
            }

            // What stands before an earlier amount speaks of that one.
            var before = sentence.Before(Math.Min(Clause, gap.Length > 0 ? gap.Length : Clause));
            var words = before + " " + sentence.After(24);
            if (NoTraining().IsMatch(words) || UpTo().IsMatch(before)) continue;
            var labeled = match.Groups["label"].Success && !Train().IsMatch(before);
            if (!labeled && !Train().IsMatch(sentence.Text) && !OnData().IsMatch(section)) continue;
            var form = Respectively().IsMatch(sentence.Text) ? StatedForm.Sum : Partly().IsMatch(sentence.Text) || Partly().IsMatch(section) ? StatedForm.Part
                : match.Groups["label"].Success || (Verb().IsMatch(before) && !Holds().IsMatch(before + match.Value)) ? StatedForm.Training : StatedForm.Corpus;
            if (last is not null) yield return last;
            (last, end) = (Figure(TrainingQuantity.Tokens, value, form, block, match, sentence, null), match.Index + match.Length);
        }

        if (last is not null) yield return last;
    }

    private IEnumerable<TrainingFigure> Hours(string text, MarkdownBlock block, string? hardware)
    {
        foreach (Match match in HoursAfter().Matches(text).Concat(HoursBefore().Matches(text)).Concat(HoursUsed().Matches(text)))
        {
            if (StatedNumber.Value(match.Groups["n"].Value, match.Groups["u"].Value) is not { } value || value < 1) continue;
            var sentence = Sentence.Around(text, match.Index, match.Length);
            if (NoHours().IsMatch(sentence.Text)) continue;
            var days = match.Groups["day"].Success ? 24 : 1;
            var form = SeveralModels().IsMatch(sentence.Text) ? StatedForm.Sum
                : Whole().IsMatch(sentence.Text) ? StatedForm.Training
                : Partly().IsMatch(sentence.Text) ? StatedForm.Part : StatedForm.Corpus;
            var used = match.Groups["used"].Success;
            yield return Figure(TrainingQuantity.GpuHours, value * days, form, block, match, sentence, AcceleratorNames.In(sentence.Text) ?? (used ? hardware : null)) with { OfEmissions = used };
        }
    }

    private TrainingFigure Figure(TrainingQuantity kind, double value, StatedForm form, MarkdownBlock block, Match match, Sentence sentence, string? accelerator)
    {
        var subject = sentence.Before(Clause);
        var verb = Train().Match(subject);
        return new TrainingFigure(kind, value, value, form, EvidenceLedger.Of(file, file.Text!, block.Start + match.Index, match.Length, StatedFigures.Detector))
        {
            About = sentence.Without(),
            Subject = verb.Success ? subject[..verb.Index] : "",
            Section = file.Markdown!.SectionOf(block).Path,
            Accelerator = accelerator,
            Place = StatedFigures.PlaceOf(file),
        };
    }

    private const int Clause = 160;

    [GeneratedRegex(@"<t[rdh]\b", RegexOptions.IgnoreCase)]
    private static partial Regex Table();

    [GeneratedRegex(StatedNumber.Pattern + @"\+?\W{0,6}(?:(?!model|param|train|size|version|variant)[^\W\d][\w-]*\W{1,3}){0,5}?(?:tokens?\b|[一-鿿]{0,8}\s?(?:词元|标识符|tokens?))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex TokensAfter();

    [GeneratedRegex(@"(?<label>\b(?:tokens?|词元)\s?(?:seen|count|trained|consumed|used|processed|number|数|总数|总量)?[*_]{0,3}\s?[:：=]\s?[*_]{0,3}\s?[~≈>]?\s?)" + StatedNumber.Pattern, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex TokensBefore();

    [GeneratedRegex(StatedNumber.Pattern + @"\+?\W{0,6}(?:(?:[ABHLV]\d{2,3}[SX]?|MI\d{3}X?|\d{2,3}GB|SXM|PCIe|NVIDIA|AMD|Instinct)\W{1,3}){0,4}(?:(?:[ABHLV]\d{2,3}|MI\d{3}X?|GPUs?|TPUs?|TPU\W?v\d\w?|NPUs?|GCDs?|accelerators?|chips?|core)[\s-](?:core[\s-])?(?:hours?|(?<day>days?))\b|个?\s?(?:GPU|卡)\s?(?:小时|时))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex HoursAfter();

    [GeneratedRegex(@"(?:GPU|TPU|accelerator|[ABHLV]\d{2,3})[\s-](?:hours?|(?<day>days?))[*_]{0,3}\s?(?:\(\w+\))?\s?[:：=]\s?[*_]{0,3}\s?[~≈>]?\s?" + StatedNumber.Pattern, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex HoursBefore();

    [GeneratedRegex(@"(?<used>\bhours used)[*_]{0,3}\s?[:：]\s?[*_]{0,3}\s?[~≈>]?\s?" + StatedNumber.Pattern, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex HoursUsed();

    [GeneratedRegex(@"\b(?:pre-?)?train(?:ed|ing|s)?\b|\bsaw\b|\bseen\b|\bconsum(?:ed|es|ing)\b|\bexposed to\b|训练", RegexOptions.IgnoreCase)]
    private static partial Regex Train();

    [GeneratedRegex(@"\b(?:pre-?)?train(?:ed|ing|s)?\b(?!\s(?:data|set|corpus|mix|text|tokens))|\bsaw\b|\bseen\b|\bconsum(?:ed|es|ing)\b|\bexposed to\b|\bundergone\b|训练(?!数据|语料)|经过", RegexOptions.IgnoreCase)]
    private static partial Regex Verb();

    [GeneratedRegex(@"\brespectively\b|分别", RegexOptions.IgnoreCase)]
    private static partial Regex Respectively();

    [GeneratedRegex(@"^[^.;()]{0,60}\b(?:and|plus|followed by)\W{1,3}(?:\w+\W{1,3}){0,3}$|^[^。；]{0,20}(?:以及|和|加上)[^。；]{0,6}$", RegexOptions.IgnoreCase)]
    private static partial Regex Adds();

    [GeneratedRegex(@"\bholds?\b|contain|compris|consist|total(?:l?ing|s)?\b|dataset of|corpus of|\bunique\b|amounts? to|包含|共有", RegexOptions.IgnoreCase)]
    private static partial Regex Holds();

    [GeneratedRegex(@"data(?:set)?s?\b|corpus|pre-?training|\btraining\b|数据|语料|训练", RegexOptions.IgnoreCase)]
    private static partial Regex OnData();

    [GeneratedRegex(@"eval|benchmark|leaderboard|inference|deploy|usage|how to|quick ?start|limitation|评测|部署|推理|局限", RegexOptions.IgnoreCase)]
    private static partial Regex NotTraining();

    [GeneratedRegex(@"warm-?up|ramp|batch|context|window|sequence|\bper (?:second|step|device|gpu|day|batch)|/\s?s\b|vocab|throughput|\boutput|\bmax(?:imum)?\b|\blimit|ablation|\bevery\b|checkpoint(?:s|ed)? (?:at|every|after)|\bfilter(?:ed)? (?:out|from)|\bfrom an? |\bout of\b|上下文|词表|每秒|批", RegexOptions.IgnoreCase)]
    private static partial Regex NoTraining();

    [GeneratedRegex(@"\bup to\W{0,4}$|高达\W{0,3}$|\bbetween\b", RegexOptions.IgnoreCase)]
    private static partial Regex UpTo();

    [GeneratedRegex(@"continu\w* (?:to )?(?:be )?(?:pre-?)?train|(?:further|additional|subsequent|later|second)\w* (?:pre-?)?train|long[- ]context|fine-?tun|post-?train|instruction|anneal|cool-?down|mid-?train|\b(?:stage|phase) ?[2-9]\b|\bSFT\b|\bDPO\b|pre-?training (?:took|stage|alone|of)|complete the pre-?training|prelim|experiments|继续|微调|长文本|后训练|退火", RegexOptions.IgnoreCase)]
    private static partial Regex Partly();

    [GeneratedRegex(@"\b(?:cumulative|all (?:the )?models|each model|model (?:family|suite|series)|across (?:all|the)|combined)\b|所有模型|全系列", RegexOptions.IgnoreCase)]
    private static partial Regex SeveralModels();

    [GeneratedRegex(@"\b(?:full|entire|whole|total|overall)\b|\bin total\b|全部|总计|总共", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();

    [GeneratedRegex(@"inference|\bblog|https?://\S*hours|\bif you\b|\bper\b|budget of up|saved|推理", RegexOptions.IgnoreCase)]
    private static partial Regex NoHours();
}

/// <summary>A sentence with a part of it.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="At">Index of the part in it.</param>
/// <param name="Length">Length of the part.</param>
internal readonly record struct Sentence(string Text, int At, int Length)
{
    /// <summary>The sentence around a part of a text; a line that ends in the middle of it goes on.</summary>
    public static Sentence Around(string text, int index, int length)
    {
        var from = index;
        while (from > 0 && !Ends(text, from - 1)) from--;
        var to = index + length;
        while (to < text.Length && !Ends(text, to)) to++;
        return new Sentence(text[from..to].Replace('\n', ' ').Replace('\r', ' '), index - from, Math.Min(length, to - index));
    }

    /// <summary>What stands before the part in its clause.</summary>
    public string Before(int most)
    {
        var before = Text[Math.Max(0, At - most)..At];
        var clause = before.LastIndexOfAny(['(', '（', ';', '；']);
        return clause < 0 || before.IndexOfAny([')', '）'], clause) >= 0 ? before : before[(clause + 1)..];
    }

    /// <summary>What stands after the part.</summary>
    public string After(int most) => Text.Substring(Math.Min(At + Length, Text.Length), Math.Min(most, Text.Length - Math.Min(At + Length, Text.Length)));

    /// <summary>The sentence without the part.</summary>
    public string Without() => string.Concat(Text.AsSpan(0, At), " ", Text.AsSpan(Math.Min(At + Length, Text.Length)));

    private static bool Ends(string text, int at) => text[at] switch
    {
        '。' or '！' or '？' => true,
        '.' or '!' or '?' => at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1]),
        '\n' => at + 1 < text.Length && text[at + 1] == '\n',
        _ => false,
    };
}
