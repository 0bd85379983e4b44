using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Assay.Core;
using CsCheck;

namespace Assay.Formats.Tests;

public sealed class TarDirectoryTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("deep-folder/", 14)) + "file-with-a-long-name.txt";

    private static byte[] Tar(TarEntryFormat format, params (string Name, string Text)[] files)
    {
        using var memory = new MemoryStream();
        using (var writer = new TarWriter(memory, format, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                TarEntry entry = format switch
                {
                    TarEntryFormat.V7 => new V7TarEntry(TarEntryType.V7RegularFile, name),
                    TarEntryFormat.Ustar => new UstarTarEntry(TarEntryType.RegularFile, name),
                    TarEntryFormat.Gnu => new GnuTarEntry(TarEntryType.RegularFile, name),
                    _ => new PaxTarEntry(TarEntryType.RegularFile, name),
                };
                entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text));
                writer.WriteEntry(entry);
            }
        }

        return memory.ToArray();
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var memory = new MemoryStream();
        using (var stream = new GZipStream(memory, CompressionLevel.SmallestSize, leaveOpen: true)) stream.Write(bytes);
        return memory.ToArray();
    }

    private static IArchive? Open(byte[] bytes, Limits? limits = null) => Archives.TryOpen(new MemoryBlob(bytes), limits ?? Limits.Default, out _);

    [Theory]
    [InlineData(TarEntryFormat.V7)]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Pax)]
    public void Every_format_is_read_plain_and_packed(TarEntryFormat format)
    {
        (string, string)[] files = [("./a.txt", "hello"), ("dir/空.md", new string('z', 1500)), ("empty", "")];
        if (format is TarEntryFormat.V7) files[1] = ("dir/z.md", files[1].Item2);
        if (format is TarEntryFormat.Gnu or TarEntryFormat.Pax) files = [.. files, (Long, "long")];
        foreach (var bytes in (byte[][])[Tar(format, files), Gzip(Tar(format, files))])
        {
            var archive = Open(bytes)!;
            Assert.Equal("", archive.Why());
            foreach (var (name, text) in files) Assert.Equal(text, archive.Text(MemberPath.Normalize(name)));
        }
    }

    [Fact]
    public void Links_devices_and_names_that_lead_out_are_reported()
    {
        using var memory = new MemoryStream();
        using (var writer = new TarWriter(memory, TarEntryFormat.Pax, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "link") { LinkName = "/etc/passwd" });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.HardLink, "hard") { LinkName = "a" });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.Fifo, "pipe"));
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "../evil") { DataStream = new MemoryStream([1]) });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "dir"));
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "ok") { DataStream = new MemoryStream([1]) });
        }

        var archive = Open(memory.ToArray())!;
        Assert.Equal("ok", Assert.Single(archive.Members).Path);
        Assert.Equal("link: a symbolic link; it was not followed | hard: a hard link to a | pipe: a device or pipe | ../evil: the name leads out of the tree ('..')", archive.Why());
    }

    [Fact]
    public void A_cut_off_archive_gives_what_was_readable()
    {
        var tar = Tar(TarEntryFormat.Ustar, ("a.txt", "first"), ("b.txt", new string('b', 5000)));
        var archive = Open(tar[..3000])!;
        Assert.Equal("first", archive.Text("a.txt"));
        Assert.Equal("b.txt: it is cut off | (archive): it is cut off", archive.Why());
        var random = new byte[20_000];
        new Random(3).NextBytes(random);
        var packed = Gzip(Tar(TarEntryFormat.Ustar, ("a.txt", "first"), ("b.txt", Convert.ToBase64String(random))));
        archive = Open(packed[..(packed.Length / 2)])!;
        Assert.Equal("first", archive.Text("a.txt"));
        Assert.NotEmpty(archive.NotRead);
        Assert.Contains("it ends without an end mark", Open(tar[..^1024])!.Why(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_is_stopped()
    {
        using var memory = new MemoryStream();
        using (var writer = new TarWriter(memory, TarEntryFormat.Pax, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "README.md") { DataStream = new MemoryStream("hi"u8.ToArray()) });
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "bomb") { DataStream = new MemoryStream(new byte[40 << 20]) });
        }

        var archive = Open(Gzip(memory.ToArray()))!;
        Assert.Equal("hi", archive.Text("README.md"));
        Assert.Contains("archive bomb", archive.Why(), StringComparison.Ordinal);
    }

    [Fact]
    public void Large_members_of_a_packed_archive_are_read_with_bounded_memory()
    {
        var random = new byte[60_000];
        new Random(5).NextBytes(random);
        var text = Convert.ToHexString(random);
        var archive = Open(Gzip(Tar(TarEntryFormat.Pax, ("x", "1"), ("big", text), ("y", "2"))), Limits.Default with { MaxBufferedBytes = 1000 })!;
        Assert.Equal(text, archive.Text("big"));
        Assert.Equal("2", archive.Text("y"));
        Assert.Equal(text[^10..], Encoding.ASCII.GetString(archive.Open(archive.Members[1]).Slice(text.Length - 10, 10).ReadAll()));
    }

    [Theory]
    [InlineData("xz", "-6")]
    [InlineData("zstd", "-q")]
    [InlineData("bzip2", "-9")]
    public void Other_packings_are_read(string tool, string option)
    {
        var packed = External.Run(tool, [option, "-c"], Tar(TarEntryFormat.Pax, ("a.txt", "hello"), ("b.txt", new string('b', 100_000))));
        var archive = Open(packed)!;
        Assert.Equal("", archive.Why());
        Assert.Equal("hello", archive.Text("a.txt"));
        Assert.Equal(new string('b', 100_000), archive.Text("b.txt"));
        var cut = Archives.TryOpen(new MemoryBlob(packed.AsMemory(0, packed.Length / 2)), Limits.Default, out var why);
        Assert.True(why is not null || !cut!.NotRead.IsEmpty);
        External.NeverCrashes(packed, 150);
    }

    [Fact]
    public void An_xz_file_that_asks_for_much_memory_is_refused()
    {
        var packed = External.Run("xz", ["--lzma2=dict=256MiB", "-c"], Tar(TarEntryFormat.Pax, ("a.txt", "hello")));
        Assert.Null(Archives.TryOpen(new MemoryBlob(packed), Limits.Default, out var why));
        Assert.Contains("more memory", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("xz")]
    [InlineData("zstd")]
    [InlineData("none")]
    public void A_debian_package_gives_its_files(string compression)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/dpkg-deb"), "no dpkg-deb on this machine");
        var folder = Directory.CreateTempSubdirectory("assay-deb-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "p/DEBIAN"));
        Directory.CreateDirectory(Path.Combine(folder, "p/usr/share/doc/fish"));
        File.WriteAllText(Path.Combine(folder, "p/DEBIAN/control"), "Package: fish\nVersion: 1\nArchitecture: all\nMaintainer: M <m@example.org>\nDescription: fish\n");
        File.WriteAllText(Path.Combine(folder, "p/usr/share/doc/fish/copyright"), "MIT\n");
        External.Run("dpkg-deb", ["-Z" + compression, "-b", Path.Combine(folder, "p"), Path.Combine(folder, "fish.deb")], []);
        var archive = Open(File.ReadAllBytes(Path.Combine(folder, "fish.deb")))!;
        Assert.Equal("MIT\n", archive.Text("usr/share/doc/fish/copyright"));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void An_ar_archive_with_long_names_is_read()
    {
        static string Header(string name, int size) => $"{name,-16}{0,-12}{0,-6}{0,-6}{644,-8}{size,-10}`\n";
        var text = "!<arch>\n" + Header("//", 22) + "a-very-long-name.txt/\n" + Header("/0", 3) + "one\n" + Header("#1/4", 7) + "bsd!two\n" + Header("short/", 2) + "hi" + Header("cut", 99) + "x";
        var archive = Open(Encoding.Latin1.GetBytes(text))!;
        Assert.Equal(["a-very-long-name.txt", "bsd!", "short"], archive.Members.Select(m => m.Path));
        Assert.Equal(("one", "two", "hi"), (archive.Text("a-very-long-name.txt"), archive.Text("bsd!"), archive.Text("short")));
        Assert.Contains("cut: it is cut off", archive.Why(), StringComparison.Ordinal);
        External.NeverCrashes(Encoding.Latin1.GetBytes(text), 2000);
    }

    [Fact]
    public void Spoiled_tar_archives_raise_nothing_but_the_agreed_exception()
    {
        External.NeverCrashes(Tar(TarEntryFormat.Gnu, ("a", "hello"), (Long, "long")), 3000);
        External.NeverCrashes(Tar(TarEntryFormat.Pax, ("a", "hello"), (Long, "long")), 3000);
        External.NeverCrashes(Gzip(Tar(TarEntryFormat.Pax, ("a", "hello"), (Long, "long"))), 3000);
    }

    [Fact]
    public void Any_bytes_are_no_archive_or_a_harmless_one() => Gen.Byte.Array[0, 1500].Sample(bytes => External.ReadEverything(bytes), iter: 2000);
}
