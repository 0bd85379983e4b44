using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Assay.Core;

namespace Assay.Cli;

/// <summary>What every command needs: the terminal, the clock and the knowledge.</summary>
internal sealed class CliContext(Terminal terminal, TimeProvider clock)
{
    /// <summary>Version of the program.</summary>
    public static string Version { get; } = typeof(CliContext).Assembly.GetName().Version?.ToString(3) ?? "0";

    public Terminal Terminal { get; } = terminal;

    public TimeProvider Clock { get; } = clock;

    /// <summary>The embedded knowledge, or that of <c>--knowledge</c>.</summary>
    public static DataTable Knowledge(string? folder)
    {
        if (folder is null) return Engine.Knowledge.Embedded;
        return Directory.Exists(folder)
            ? Engine.Knowledge.Load(folder)
            : throw AssayException.Usage($"the knowledge folder '{folder}' does not exist; give --knowledge a folder of YAML files");
    }

    /// <summary>Writes a result to standard output, or to a file with <c>-o</c>.</summary>
    public void Write(string text, string? file)
    {
        if (file is null) Terminal.Result(text);
        else File.WriteAllText(file, text, new UTF8Encoding(false));
    }

    /// <summary>Writes a long result bit by bit to standard output, or to a file with <c>-o</c>.</summary>
    public void Write(Action<Stream> write, string? file)
    {
        if (file is null)
        {
            Terminal.Result(write);
            return;
        }

        using var stream = File.Create(file);
        write(stream);
    }

    /// <summary>Writes a result as JSON with a line end.</summary>
    public void WriteJson<T>(T value, JsonTypeInfo<T> type, string? file = null) => Write(JsonSerializer.Serialize(value, type) + "\n", file);
}
