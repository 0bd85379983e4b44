using System.Diagnostics;
using Assay.Tests;

namespace Assay.EndToEnd;

/// <summary>Runs the built program as a user would.</summary>
internal static class Program
{
    private static readonly string Assembly = Path.Combine(SharedData.Root, "artifacts/bin/Assay.Cli/release/assay.dll");

    public static Result Run(params string[] arguments) => Run(null, arguments);

    public static Result Run(byte[]? input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = SharedData.Root,
        };
        start.Environment["SOURCE_DATE_EPOCH"] = "0";
        start.Environment.Remove("HF_TOKEN");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        if (input is not null) process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Result(process.ExitCode, output, error.Result);
    }

    /// <summary>What a run gave.</summary>
    internal sealed record Result(int ExitCode, string Output, string Error);
}
