using System.Runtime.CompilerServices;

namespace Assay.Tests;

/// <summary>Finds the checkout, and the labeled data that may lie beside it; tests that need the data skip visibly where it is missing.</summary>
internal static class SharedData
{
    /// <summary>Root of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below <c>../shared</c> beside the checkout; skips the test where it is missing.</summary>
    public static string Path(params string[] parts)
    {
        var shared = Environment.GetEnvironmentVariable("ASSAY_SHARED") ?? System.IO.Path.Combine(Root, "..", "shared");
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine([shared, .. parts]));
        Assert.SkipUnless(Directory.Exists(path) || File.Exists(path), $"labeled data not here: shared/{string.Join('/', parts)}");
        return path;
    }

    private static string FindRoot([CallerFilePath] string file = "")
    {
        foreach (var start in new[] { AppContext.BaseDirectory, System.IO.Path.GetDirectoryName(file)! })
        {
            for (var d = new DirectoryInfo(start); d is not null; d = d.Parent)
            {
                if (File.Exists(System.IO.Path.Combine(d.FullName, "Assay.slnx"))) return d.FullName;
            }
        }

        throw new DirectoryNotFoundException("no Assay.slnx above the tests");
    }
}
