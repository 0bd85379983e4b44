using Assay.Core;
using Assay.Formats;

namespace Assay.Engine;

/// <summary>Reads the files of the economics commands: scenarios and prices.</summary>
internal static class EconomicsFile
{
    private const long MaxBytes = 4 << 20;

    /// <summary>Reads a YAML file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="what">What is to be given, for messages.</param>
    /// <exception cref="AssayException">It cannot be read.</exception>
    public static DataNode Yaml(string file, string what)
    {
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > MaxBytes }) throw AssayException.Usage($"the file '{file}' is larger than {MaxBytes >> 20} MiB; give {what}");
            return YamlReader.Read(file, File.ReadAllText(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AssayException.Usage($"the file '{file}' cannot be read: {e.Message.TrimEnd('.')}; give {what}");
        }
    }
}
