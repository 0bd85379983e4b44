using System.Text;

namespace Assay.Cli;

/// <summary>The only place that writes to the console: results to standard output, everything else to standard error.</summary>
internal sealed class Terminal
{
    private readonly Stream _out;
    private readonly TextWriter _error;

    public Terminal(Stream output, TextWriter error, bool colors, int width) => (_out, _error, Colors, Width) = (output, error, colors, width);

    /// <summary>Whether colors may be used: only on a terminal, never under NO_COLOR or CI.</summary>
    public bool Colors { get; }

    /// <summary>Columns of the terminal; 100 where the output is no terminal.</summary>
    public int Width { get; }

    public static Terminal Create()
    {
        var plain = Console.IsOutputRedirected || Set("NO_COLOR") || Set("CI");
        var width = Console.IsOutputRedirected ? 100 : Math.Max(40, WindowWidth());
        return new Terminal(Console.OpenStandardOutput(), Console.Error, !plain, width);
    }

    /// <summary>Writes a result to standard output, UTF-8 without a mark.</summary>
    public void Result(string text)
    {
        _out.Write(Encoding.UTF8.GetBytes(text));
        _out.Flush();
    }

    /// <summary>Writes the one sentence of an error to standard error.</summary>
    public void Error(string sentence) => _error.WriteLine($"assay: {sentence}");

    /// <summary>Writes progress to standard error.</summary>
    public void Log(string line)
    {
        _error.WriteLine(line);
    }

    private static bool Set(string name) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name));

    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 100;
        }
    }
}
