using System.Diagnostics;
using Assay.Core;
using CsCheck;

namespace Assay.Formats.Tests;

/// <summary>Programs of the machine as makers of archives, and the property that spoiled archives are harmless.</summary>
internal static class External
{
    public static byte[] Run(string tool, string[] arguments, byte[] input)
    {
        var path = Path.Combine("/usr/bin", tool);
        Assert.SkipUnless(File.Exists(path), $"no {tool} on this machine");
        using var process = Process.Start(new ProcessStartInfo(path, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        reading.Wait();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.ToArray();
    }

    /// <summary>Changes a few bytes of a good archive, or cuts it off, and reads all that is left.</summary>
    public static void NeverCrashes(byte[] good, int times) =>
        Gen.Select(Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte).List[0, 4], Gen.Int[0, good.Length]).Sample(
            (changes, cut) =>
            {
                var bytes = good.ToArray();
                foreach (var (at, value) in changes) bytes[at] = value;
                ReadEverything(changes.Count == 0 ? bytes[..cut] : bytes);
            },
            iter: times);

    public static void ReadEverything(byte[] bytes)
    {
        if (Archives.TryOpen(new MemoryBlob(bytes), Limits.Default, out _) is not { } archive) return;
        foreach (var member in archive.Members)
        {
            Assert.Null(MemberPath.Refusal(member.Path));
            try
            {
                archive.Open(member).ReadAll(1 << 20);
            }
            catch (BlobReadException)
            {
                continue;
            }
        }
    }
}
