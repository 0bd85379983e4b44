using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>Programs of the release that a sentence names: what the sentence says is done with them tells what they are for.</summary>
internal static partial class ToldScripts
{
    /// <summary>Longest sentence that is looked at in characters.</summary>
    private const int MaxSentence = 400;

    /// <summary>The programs that the paragraphs and items of a document name.</summary>
    /// <param name="file">The document.</param>
    /// <param name="find">Finds a program of the release by its path.</param>
    public static IEnumerable<Observation> Of(AuditFile file, Func<string, AuditFile?> find)
    {
        foreach (var block in file.Markdown!.Blocks.Where(b => b.Kind is BlockKind.Paragraph or BlockKind.Item && b.Length > 0))
        {
            var text = file.Markdown.Of(block).ToString();
            foreach (Match name in Program().Matches(text))
            {
                // The name of a program does not tell what the sentence is about.
                var sentence = Code().Replace(SentenceAround(text, name.Index, name.Length), " ");
                if (Purpose(sentence, name.Groups[1].Value) is not { } purpose || find(name.Groups[1].Value) is not { } script) continue;
                var tuning = ScriptDetector.IsTuning(sentence, script.Path);
                if (tuning && purpose != ComponentId.CodeTrain) continue;
                yield return new Observation(purpose, tuning || purpose == ComponentId.CodeData ? Stance.Part : Stance.Shows, "scripts.told", script) { Stage = tuning ? "post" : null };
            }
        }
    }

    private static ComponentId? Purpose(string sentence, string path)
    {
        if (NotDone().IsMatch(sentence)) return null;
        if (Data().IsMatch(sentence) && !Run().IsMatch(sentence) && !Fits(path, "train", "eval", "infer", "demo", "finetun", "fine-tun")) return ComponentId.CodeData;
        if (Evaluation().IsMatch(sentence) && !Fits(path, "train", "data", "prepare", "tun")) return ComponentId.CodeEval;
        return Training().IsMatch(sentence) && !Fits(path, "eval", "data", "prepare", "convert", "export", "infer", "demo", "token") ? ComponentId.CodeTrain : null;
    }

    private static bool Fits(string path, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (path.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static string SentenceAround(string text, int index, int length)
    {
        var (from, to) = (index, index + length);
        while (from > 0 && index - from < MaxSentence && !IsEnd(text, from - 1)) from--;
        while (to < text.Length && to - index < MaxSentence && !IsEnd(text, to)) to++;
        return text[from..to];
    }

    private static bool IsEnd(string text, int at) => text[at] is '。' or '！' or '？' || (text[at] is '.' or '!' or '?' && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1])));

    [GeneratedRegex(@"`((?:[\w.-]{1,40}/){0,6}[\w.-]{1,60}\.(?:py|sh|ipynb|jl|rs|cs|go|pl|R|slurm))`", RegexOptions.NonBacktracking)]
    private static partial Regex Program();

    // What is done to the input of a model, or to its weights, prepares no training data.
    [GeneratedRegex(@"\b(?:inference|input|inputs|test time|weights?|checkpoints?|export\w{0,3}|demo)\b|推理|输入|权重", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Run();

    [GeneratedRegex(@"`[^`]{0,120}`", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(?:not|never|without|will|your|own|you can|soon|planned|someone|third[- ]part)\b|不|未|即将|您的|你的|自己", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex NotDone();

    [GeneratedRegex(@"\b(?:data|corpus|corpora|data ?sets?|annotations?|labels?|captions?|transcripts?|shards)\b.{0,160}\b(?:prepar\w{1,4}|process\w{1,4}|pre-?process\w{1,4}|filter\w{0,4}|clean\w{0,4}|de-?dup\w{0,12}|convert\w{0,4}|rewr\w{2,5}|tokeni[sz]\w{1,4}|built|crawl\w{0,4}|extract\w{0,4}|normali[sz]\w{1,4}|packed|sharded|mixed)\b|\b(?:prepar\w{1,4}|pre-?process\w{1,4}|filter\w{0,4}|clean\w{0,4}|de-?dup\w{0,12}|convert\w{0,4}|tokeni[sz]\w{1,4}|build\w{0,3}|extract\w{0,4})\b.{0,80}\b(?:training data|data|corpus|corpora|data ?sets?|annotations?|labels?|captions?|documents|recordings)\b|(?:数据|语料|标注).{0,60}(?:处理|清洗|过滤|去重|转换|分词|制作)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex(@"\bevaluat\w{1,4}\b|\bbenchmark\w{0,4}\b|\b(?:reproduc\w{1,4}|comput\w{1,4}|calculat\w{1,4}|measur\w{1,4}|obtain\w{0,3})\b.{0,60}\b(?:results?|numbers|scores?|tables?|figures|metrics?|accuracy|WER|BLEU|mAP|FID)\b|评测|评估", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Evaluation();

    [GeneratedRegex(@"\b(?:pre-?)?train(?:ed|ing)? (?:script|code|loop|run|program|entry|recipe)|\b(?:was|were|is|are|have|we) (?:pre-?)?train(?:ed)? (?:it |the model |them )?(?:with|by|using)\b|\breproduc\w{1,4}\b.{0,30}\b(?:training|pre-?training|run)\b|训练(?:脚本|代码|程序)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Training();
}
