using Assay.Core;
using Assay.Formats;
using Assay.Licensing;

namespace Assay.Engine;

/// <summary>Reads what <c>--use</c> asks for: names of uses, and YAML files with the user's own facts.</summary>
public static class UseRequests
{
    /// <summary>The requests, those of files first.</summary>
    /// <param name="asked">Names and paths.</param>
    /// <exception cref="AssayException">A use is not known, or a file of uses does not exist.</exception>
    /// <exception cref="KnowledgeException">A file of uses breaks its format.</exception>
    public static IReadOnlyList<UseRequest> Of(IReadOnlyList<string> asked) =>
        asked.Count == 0 ? [] : [.. asked.Where(IsFile).Select(ReadFile).Append(UseRequest.Parse(string.Join(',', asked.Where(a => !IsFile(a))))).Where(r => r.Uses.Count > 0)];

    private static bool IsFile(string asked) => asked.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || asked.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    private static UseRequest ReadFile(string path)
    {
        if (!File.Exists(path)) throw AssayException.Usage($"the file of uses '{path}' does not exist; give --use a YAML file or names of uses");
        return UseRequest.Read(YamlReader.Read(path, File.ReadAllText(path)));
    }
}
