using System.Runtime.CompilerServices;

namespace Assay.Tests;

/// <summary>Golden files: what a renderer writes, compared with a file beside the test. ASSAY_GOLDEN=update writes them anew.</summary>
internal static class Golden
{
    /// <summary>Compares text with <c>Golden/NAME</c> in the folder of the calling test.</summary>
    public static void Matches(string name, string actual, [CallerFilePath] string caller = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(caller)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("ASSAY_GOLDEN") == "update")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }

        Assert.True(File.Exists(file), $"the golden file {name} is missing; run with ASSAY_GOLDEN=update and look at it");
        Assert.Equal(File.ReadAllText(file), actual);
    }
}
