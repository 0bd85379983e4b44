using System.Collections.Immutable;
using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>Scripts that the commands of a document call and that are in the release: what the section is about tells what they are for.</summary>
public sealed class ScriptDetector : IDetector
{
    private static readonly string[] Endings = [".py", ".sh", ".ipynb", ".jl", ".rs", ".slurm", ".csproj"];

    private static readonly (string[] Words, ComponentId Component)[] Purposes =
    [
        (["evaluat", "benchmark", "评测", "评估"], ComponentId.CodeEval),
        (["data prep", "data process", "preprocess", "dataset prep", "tokeniz", "数据处理", "数据准备"], ComponentId.CodeData),
        (["training", "train ", "pretrain", "pre-train", "reproduc", "训练"], ComponentId.CodeTrain),
        (["infer", "usage", "quick", "demo", "generat", "sampl", "run", "example", "使用", "推理", "示例"], ComponentId.CodeInfer),
    ];

    /// <inheritdoc/>
    public string Id => "scripts";

    /// <inheritdoc/>
    public ImmutableArray<FileRole> Wants => [FileRole.Card, FileRole.Readme, FileRole.Document];

    /// <inheritdoc/>
    public IEnumerable<Detection> Detect(ReleaseIndex index)
    {
        foreach (var file in index.Own.Where(f => f.Markdown is not null && Wants.Contains(f.Role)))
        {
            var markdown = file.Markdown!;
            foreach (var observation in ToldScripts.Of(file, name => Called(index, file, name))) yield return new Detection.Found(observation);
            foreach (var block in markdown.Blocks.Where(b => b.Kind == BlockKind.Code))
            {
                if (PurposeOf(markdown.SectionOf(block)) is not { } purpose) continue;
                foreach (var (start, length) in Scripts(file.Text!.Text, block))
                {
                    if (Called(index, file, file.Text.Text.Substring(start, length)) is not { } script) continue;
                    if (purpose == ComponentId.CodeTrain && IsChore(script.Name)) continue;
                    var tuning = purpose == ComponentId.CodeTrain && IsTuning(markdown.SectionOf(block).Path, script.Path);
                    yield return new Detection.Found(new Observation(purpose, tuning ? Stance.Part : Stance.Shows, "scripts.called", script) { Stage = tuning ? "post" : null });
                }
            }
        }
    }

    private static ComponentId? PurposeOf(MarkdownSection section)
    {
        var title = section.Title + " ";
        foreach (var (words, component) in Purposes)
        {
            foreach (var word in words)
            {
                if (title.Contains(word, StringComparison.OrdinalIgnoreCase)) return component;
            }
        }

        return null;
    }

    // Checks, conversions and downloads belong to a training section without training anything.
    private static bool IsChore(string name)
    {
        foreach (var word in (ReadOnlySpan<string>)["check", "shard", "data", "token", "process", "convert", "download", "eval", "install", "setup", "env", "view", "plot", "export", "upload", "infer", "generat", "sample", "demo"])
        {
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    internal static bool IsTuning(string section, string path)
    {
        foreach (var word in (ReadOnlySpan<string>)["fine", "tun", "lora", "sft", "dpo", "微调", "dreambooth", "textual inversion"])
        {
            if (section.Contains(word, StringComparison.OrdinalIgnoreCase) || path.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static AuditFile? Called(ReleaseIndex index, AuditFile document, string script)
    {
        var name = script.TrimStart('.', '/');
        var folder = document.Path[..(document.Path.LastIndexOf('/') + 1)];
        foreach (var artifact in index.Release.Artifacts.OrderBy(a => a.Id == document.Artifact.Id ? 0 : 1))
        {
            var file = index.Find(artifact, folder + name) ?? index.Find(artifact, name);
            if (file is { Role: FileRole.Code, IsForeign: false }) return file;
        }

        return null;
    }

    private static IEnumerable<(int Start, int Length)> Scripts(string text, MarkdownBlock block)
    {
        var end = block.Start + block.Length;
        var at = block.Start;
        while (at < end)
        {
            var stop = at;
            while (stop < end && !char.IsWhiteSpace(text[stop]) && text[stop] is not ('"' or '\'' or '`' or '=' or ':')) stop++;
            if (stop - at is > 3 and < 120 && HasEnding(text.AsSpan(at, stop - at))) yield return (at, stop - at);
            at = stop + 1;
        }
    }

    private static bool HasEnding(ReadOnlySpan<char> word)
    {
        foreach (var ending in Endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
