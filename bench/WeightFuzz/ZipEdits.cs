using System.IO.Compression;

namespace WeightFuzz;

/// <summary>Edits of members of an archive, which is written anew so that its checks pass.</summary>
internal static class ZipEdits
{
    /// <summary>One edit, or null where the archive cannot be read.</summary>
    public static byte[]? Apply(byte[] bytes, Random random)
    {
        try
        {
            using var source = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            if (source.Entries.Count is 0 or > 2000) return null;
            var chosen = random.Next(source.Entries.Count);
            if (random.Next(2) == 0) chosen = Math.Max(0, source.Entries.ToList().FindIndex(e => e.Name.EndsWith(".pkl", StringComparison.Ordinal)));
            using var target = new MemoryStream();
            using (var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
            {
                for (var i = 0; i < source.Entries.Count; i++) Copy(source.Entries[i], archive, random, i == chosen);
            }

            return target.ToArray();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException or OutOfMemoryException)
        {
            return null;
        }
    }

    private static void Copy(ZipArchiveEntry entry, ZipArchive archive, Random random, bool edit)
    {
        if (edit && random.Next(12) == 0) return;
        using var memory = new MemoryStream();
        using (var from = entry.Open())
        {
            var buffer = new byte[8192];
            for (int read; memory.Length < 1 << 20 && (read = from.Read(buffer)) > 0;) memory.Write(buffer, 0, read);
        }

        var member = memory.ToArray();
        if (edit) member = Edit(entry.FullName, member, random);
        var name = edit && random.Next(12) == 0 ? "../" + entry.FullName : entry.FullName;
        using var to = archive.CreateEntry(name, random.Next(6) == 0 ? CompressionLevel.Fastest : CompressionLevel.NoCompression).Open();
        to.Write(member);
    }

    private static byte[] Edit(string name, byte[] member, Random random) => Path.GetExtension(name) switch
    {
        ".pkl" => PickleEdits.Apply(member, random),
        ".npy" => HeaderEdits.Npy(member, random) ?? member,
        ".json" => HeaderEdits.Text(member, random),
        _ => RawEdits.Apply(member, random, [1, 2, 3]),
    };
}
