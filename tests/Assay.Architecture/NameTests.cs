using System.Text.RegularExpressions;
using Assay.Tests;

namespace Assay.Architecture;

/// <summary>Rules are about the world: no publisher, model or file name of the labeled releases in rules or code.</summary>
public sealed partial class NameTests
{
    private static readonly string[] Names =
    [
        "bloom", "chatglm", "thudm", "deepseek", "falcon", "tiiuae", "gemma", "grok", "xai-org", "llama-3", "llama3", "meta-llama", "olmo", "allenai", "pythia", "eleutherai",
        "qwen", "redpajama-incite", "togethercomputer", "silero", "snakers", "smollm", "huggingfacetb", "stable-diffusion-v1", "compvis", "whisper", "yi-34b", "01-ai",
    ];

    public static TheoryData<string> Files()
    {
        var root = SharedData.Root;
        var files = new[] { "knowledge/signals", "knowledge/claims", "src/Assay.Audit", "src/Assay.Licensing/Claims", "src/Assay.Sources", "src/Assay.Formats" }
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(root, f), "*", SearchOption.AllDirectories))
            .Where(f => (f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".yaml", StringComparison.Ordinal)) && !f.Contains("/obj/", StringComparison.Ordinal));
        return new TheoryData<string>(files.Select(f => Path.GetRelativePath(root, f)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_rule_knows_a_labeled_release(string file)
    {
        var words = Word().Matches(File.ReadAllText(Path.Combine(SharedData.Root, file)).ToLowerInvariant()).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        Assert.All(Names, name => Assert.DoesNotContain(name, words));
    }

    [GeneratedRegex(@"[a-z0-9][a-z0-9-]*")]
    private static partial Regex Word();
}
