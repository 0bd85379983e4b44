using Assay.Core;

namespace Assay.Formats;

/// <summary>A folder of knowledge files. Compiled at build time for the embedded table and at run time for <c>--knowledge DIR</c>: the same bytes.</summary>
public static class KnowledgeFolder
{
    /// <summary>Compiles all <c>*.yaml</c> files below a folder.</summary>
    /// <exception cref="KnowledgeException">One of them is no YAML.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static byte[] Compile(string folder) => YamlReader.Compile(
        Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Select(f => (Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText(f))));
}
