using System.Security.Cryptography;
using Assay.Tests;

namespace Assay.Samples;

/// <summary>The sample releases of the checkout.</summary>
internal static class Sample
{
    /// <summary>A path below <c>samples/</c>.</summary>
    public static string In(params string[] parts) => Path.Combine([SharedData.Root, "samples", .. parts]);

    /// <summary>All files of a sample, paths relative to it with slashes, sorted; without what a build leaves.</summary>
    public static string[] Files(string name) =>
    [
        .. Directory.EnumerateFiles(In(name), "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(In(name), f).Replace('\\', '/'))
            .Where(f => !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>SHA-256 of a file, as hexadecimal digits.</summary>
    public static string Digest(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    /// <summary>The published digests of minnow, by path.</summary>
    public static SortedDictionary<string, string> PublishedDigests() =>
        new(File.ReadAllLines(In("minnow", "SHA256SUMS")).Select(l => l.Split("  ")).ToDictionary(p => p[1], p => p[0]), StringComparer.Ordinal);
}
