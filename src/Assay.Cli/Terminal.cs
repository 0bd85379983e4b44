using System.Text;
using System.Text.Json;

namespace Assay.Cli;

/// <summary>The only place that writes to the console: results to standard output, everything else to standard error.</summary>
internal sealed class Terminal
{
    private readonly Stream _out;
    private readonly TextWriter _error;
    private readonly LogStyle _log;

    public Terminal(Stream output, TextWriter error, bool colors, int width, LogStyle log) => (_out, _error, Colors, Width, _log) = (output, error, colors, width, log);

    /// <summary>Whether colors may be used: only on a terminal, never under NO_COLOR or CI.</summary>
    public bool Colors { get; }

    /// <summary>Columns of the terminal; 100 where the output is no terminal.</summary>
    public int Width { get; }

    /// <summary>The console as the arguments ask for it; they are looked at before they are parsed, so that their own errors come in the style asked for.</summary>
    public static Terminal Create(string[] args)
    {
        var plain = Console.IsOutputRedirected || Set("NO_COLOR") || Set("CI");
        var width = Console.IsOutputRedirected ? 100 : Math.Max(40, WindowWidth());
        return new Terminal(Console.OpenStandardOutput(), Console.Error, !plain, width, LogStyle.Of(args));
    }

    /// <summary>Writes a result to standard output, UTF-8 without a mark.</summary>
    public void Result(string text)
    {
        _out.Write(Encoding.UTF8.GetBytes(text));
        _out.Flush();
    }

    /// <summary>Lets a long result be written to standard output bit by bit.</summary>
    public void Result(Action<Stream> write)
    {
        var buffered = new BufferedStream(_out, 1 << 16);
        write(buffered);
        buffered.Flush();
    }

    /// <summary>Writes the one sentence of an error to standard error.</summary>
    public void Error(string sentence) => _error.WriteLine(_log.Json ? Line("error", sentence) : $"assay: {sentence}");

    /// <summary>Writes progress to standard error, unless <c>--quiet</c> was given.</summary>
    public void Log(string line)
    {
        if (!_log.Quiet) _error.WriteLine(_log.Json ? Line("info", line) : line);
    }

    private static string Line(string level, string message) => $"{{\"level\":\"{level}\",\"message\":\"{JsonEncodedText.Encode(message)}\"}}";

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

/// <summary>How progress and errors are written: <c>--log-format json</c> makes each one JSON object on a line.</summary>
/// <param name="Json">Whether as JSON.</param>
/// <param name="Quiet">Whether progress is left out.</param>
internal readonly record struct LogStyle(bool Json, bool Quiet)
{
    public static LogStyle Of(string[] args)
    {
        var at = Array.IndexOf(args, "--log-format");
        return new LogStyle(args.Contains("--log-format=json") || (at >= 0 && at + 1 < args.Length && args[at + 1] == "json"), args.Contains("--quiet"));
    }
}
