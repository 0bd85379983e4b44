using System.IO.Compression;
using System.Text;
using Assay.Core;

namespace Assay.Formats.Tests;

/// <summary>Makes zip archives, good and spoiled.</summary>
internal static class ZipMaker
{
    public static byte[] Of(params (string Name, string Text)[] files) => Of(CompressionLevel.Optimal, [.. files.Select(f => (f.Name, Encoding.UTF8.GetBytes(f.Text)))]);

    public static byte[] Of(CompressionLevel level, params (string Name, byte[] Bytes)[] files)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var stream = zip.CreateEntry(name, level).Open();
                stream.Write(bytes);
            }
        }

        return memory.ToArray();
    }

    /// <summary>Replaces the n-th occurrence of some bytes by others of the same length.</summary>
    public static byte[] With(this byte[] bytes, ReadOnlySpan<byte> old, ReadOnlySpan<byte> replacement, int occurrence)
    {
        var copy = bytes.ToArray();
        var at = -1;
        for (var n = 0; n <= occurrence; n++) at = at + 1 + copy.AsSpan(at + 1).IndexOf(old);
        replacement.CopyTo(copy.AsSpan(at));
        return copy;
    }

    public static string Text(this IBlob blob) => Encoding.UTF8.GetString(blob.ReadAll());

    public static string Text(this IArchive archive, string path) => archive.Open(archive.Members.Single(m => m.Path == path)).Text();

    public static string Why(this IArchive archive) => string.Join(" | ", archive.NotRead.Select(n => $"{n.What}: {n.Why}"));
}
