using Assay.Core;

namespace Assay.Audit;

/// <summary>Words of headings, paths and names that tell which training something belongs to.</summary>
internal static class StageWords
{
    private static readonly string[] PostTraining = ["post-train", "posttrain", "fine-tun", "finetun", "instruction", "instruct", "sft", "dpo", "rlhf", "alignment", "preference", "chat model", "chat variant", "微调", "对齐", "对话模型"];

    private static readonly string[] BaseTraining = ["pre-train", "pretrain", "base model", "base variant", "foundation model", "预训练", "基座", "基础模型"];

    private static readonly string[] PostNames = ["chat", "instruct", "it", "sft", "dpo", "rlhf", "aligned"];

    private static readonly string[] BaseNames = ["base", "pt", "pretrain", "pretrained"];

    /// <summary>The stage that a heading speaks of, or null.</summary>
    public static string? OfSection(string section) => Names(section, PostTraining) ? "post" : Names(section, BaseTraining) ? "base" : null;

    /// <summary>The stage that the name of a model or a folder of weights gives: <c>name-7b-chat</c>, <c>base/model.safetensors</c>.</summary>
    public static string? OfName(ReadOnlySpan<char> name)
    {
        string? stage = null;
        foreach (var range in name.SplitAny("-_./"))
        {
            var word = name[range];
            if (Is(word, PostNames)) return "post";
            if (Is(word, BaseNames)) stage = "base";
        }

        return stage;
    }

    /// <summary>The stage of an observation on a component, told by its section, by its file, or by the model that a link names.</summary>
    public static string? Of(ComponentId component, AuditFile file, string section, ReadOnlySpan<char> words, string release)
    {
        if (component == ComponentId.CodeTrain) return ScriptDetector.IsTuning("", file.Path) ? "post" : null;
        if (component == ComponentId.WeightsFinal) return OfLinked(words, release);
        return component == ComponentId.DataTrain || component == ComponentId.DocDataInfo || component == ComponentId.DocDataCard || component == ComponentId.DocEvalResults || component == ComponentId.DocCompute ? OfSection(section) : null;
    }

    // Only a link to this very model, but for the word that tells the stage.
    private static string? OfLinked(ReadOnlySpan<char> words, string release)
    {
        var hub = words.LastIndexOf("://", StringComparison.Ordinal);
        if (hub < 0) return null;
        var target = words[(hub + 3)..];
        var end = target.IndexOfAny(")\"' \n");
        if (end >= 0) target = target[..end];
        target = target.TrimEnd('/');
        var name = target[(target.LastIndexOf('/') + 1)..];
        return Plain(name) == Plain(release) ? OfName(name) : null;
    }

    private static string Plain(ReadOnlySpan<char> name)
    {
        var plain = new System.Text.StringBuilder();
        foreach (var range in name.SplitAny("-_. "))
        {
            var word = name[range];
            if (!Is(word, PostNames) && !Is(word, BaseNames)) plain.Append(word);
        }

        return plain.ToString().ToLowerInvariant();
    }

    private static bool Names(string section, string[] words)
    {
        foreach (var word in words)
        {
            if (section.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<char> word, string[] names)
    {
        foreach (var name in names)
        {
            if (word.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
