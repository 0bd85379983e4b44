using Assay.Formats;

namespace LicenseBench;

/// <summary>A file, read before the clock starts.</summary>
internal sealed record BenchFile(string Path, byte[] Bytes);

/// <summary>The texts below a folder; files that are no text are left out for everyone.</summary>
internal sealed record Corpus(IReadOnlyList<BenchFile> Files)
{
    private const long Largest = 16L << 20;

    public long Bytes => Files.Sum(f => (long)f.Bytes.Length);

    /// <summary>Reads them in ordinal order of their paths; at most <paramref name="sample"/>, evenly spread.</summary>
    public static Corpus Read(string folder, int sample)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        var paths = Directory.EnumerateFiles(folder, "*", options).Order(StringComparer.Ordinal).ToList();
        if (paths.Count > sample) paths = [.. Enumerable.Range(0, sample).Select(i => paths[(int)((long)i * paths.Count / sample)])];
        return new Corpus([.. paths.Where(p => new FileInfo(p).Length is > 0 and < Largest).Select(p => new BenchFile(p, File.ReadAllBytes(p))).Where(f => TextDocument.Decode(f.Path, f.Bytes) is not null)]);
    }
}
