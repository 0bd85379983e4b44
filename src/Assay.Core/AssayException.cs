namespace Assay.Core;

/// <summary>Exit codes of the command line: a contract.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The gate said no.</summary>
    public const int GateSaidNo = 1;

    /// <summary>Usage or input error.</summary>
    public const int Usage = 2;

    /// <summary>Incomplete beyond what the policy allows.</summary>
    public const int Incomplete = 3;

    /// <summary>A source could not be read.</summary>
    public const int SourceNotRead = 4;

    /// <summary>Internal error.</summary>
    public const int Internal = 70;

    /// <summary>Interrupted.</summary>
    public const int Interrupted = 130;
}

/// <summary>Ends a command: one sentence that names the thing, the cause and the way out, and an exit code.</summary>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="message">The sentence.</param>
public sealed class AssayException(int exitCode, string message) : Exception(message)
{
    /// <summary>The exit code.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>A usage or input error (2).</summary>
    public static AssayException Usage(string message) => new(ExitCodes.Usage, message);

    /// <summary>A source that could not be read (4).</summary>
    public static AssayException NotRead(string message) => new(ExitCodes.SourceNotRead, message);
}
