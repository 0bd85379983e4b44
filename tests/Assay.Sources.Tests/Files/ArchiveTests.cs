using System.IO.Compression;
using System.Text;
using Assay.Core;

namespace Assay.Sources.Tests;

public sealed class ArchiveTests
{
    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return memory.ToArray();
    }

    [Fact]
    public void An_archive_is_read_like_a_folder()
    {
        var pointer = $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('d', 64)}\nsize 1000\n";
        using var tree = new TempTree().File("fish-1.0.zip", Zip(("fish-1.0/README.md", "# Fish\n"), ("fish-1.0/model.bin", pointer), ("fish-1.0/sub/a.py", "x")));
        var release = tree.Locate("fish-1.0.zip");
        Assert.Equal("fish-1.0", release.Name);
        Assert.Equal("fish-1.0", release.Model.Location);
        Assert.Equal(["README.md", "model.bin", "sub/a.py"], release.Model.Snapshot!.Paths());
        Assert.Equal("# Fish\n", release.Model.Snapshot!.Text("README.md"));
        Assert.Equal((EntryState.Pointer, 1000L), (release.Model.Snapshot!.Find("model.bin")!.State, release.Model.Snapshot!.Find("model.bin")!.Size));
        Assert.Equal([Path.Combine(tree.Root, "fish-1.0.zip")], Directory.GetFileSystemEntries(tree.Root));
    }

    [Fact]
    public void A_release_with_its_code_in_one_archive_gives_several_artifacts()
    {
        using var tree = new TempTree().File("all.zip", Zip(("x/release/README.md", "card"), ("x/code/trainer/train.py", "t"), ("x/truth.json", "{}")));
        var release = tree.Locate("all.zip");
        Assert.Equal(["model|x/release|README.md", "code:trainer|x/code/trainer|train.py"], release.Artifacts.Select(a => $"{a.Id}|{a.Location}|{string.Join(',', a.Snapshot!.Paths())}"));
        Assert.Equal("t", release.Artifacts[1].Snapshot!.Text("train.py"));
    }

    [Fact]
    public void What_a_zip_hides_is_reported_and_the_rest_read()
    {
        var bytes = Zip(("README.md", "card"), ("../evil", "evil"), ("b.txt", "bbb"));
        bytes[bytes.AsSpan().IndexOf("b.txt"u8)] = (byte)'c';
        using var tree = new TempTree().File("a.zip", bytes);
        var snapshot = tree.Locate("a.zip").Model.Snapshot!;
        Assert.Equal("the name leads out of the tree ('..')", snapshot.WhyNot("../evil"));
        Assert.Contains("the names differ", snapshot.WhyNot("b.txt"), StringComparison.Ordinal);
        Assert.Equal(EntryState.Listed, snapshot.Find("b.txt")!.State);
        Assert.Equal(DigestCoverage.Partial, ReleaseDigest.Of(tree.Locate("a.zip"), Limits.Default).Covers);
    }

    [Fact]
    public void An_archive_of_which_nothing_can_be_read_is_not_read()
    {
        using var tree = new TempTree().File("a.tgz", [0x1F, 0x8B, 8, 0, 1, 2, 3]).File("b.zip", Zip(("a", new string('a', 100)))[..20]).File("c.zip", Zip());
        Assert.Contains("it is a packed file but no readable archive", tree.Locate("a.tgz").Model.Why, StringComparison.Ordinal);
        Assert.Contains("nothing of the archive 'b.zip' can be read: it has no central directory (cut off?)", tree.Locate("b.zip").Model.Why, StringComparison.Ordinal);
        Assert.Contains("is empty: it holds no file", Show.Refusal(() => tree.Locate("c.zip")), StringComparison.Ordinal);
    }
}
