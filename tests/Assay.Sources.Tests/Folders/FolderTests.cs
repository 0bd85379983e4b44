using Assay.Core;

namespace Assay.Sources.Tests;

public sealed class FolderTests
{
    private const string Oid = "4ed45c1fc7b1e4a4b6f1f6b6e0a1b0d6f0a6a5f3c3ab29ef47e9dcd0a5b0a111";

    private static string Pointer(long size) => $"version https://git-lfs.github.com/spec/v1\noid sha256:{Oid}\nsize {size}\n";

    [Fact]
    public void A_folder_is_the_model_artifact()
    {
        using var tree = new TempTree().File("README.md", "# Minnow\n").File("sub/config.json", "{}").File("model.safetensors", Pointer(7_193_289_031));
        var release = tree.Locate();
        Assert.Equal(["README.md", "model.safetensors", "sub/config.json"], release.Model.Snapshot!.Paths());
        Assert.Equal(("model", "", ArtifactKind.Model), (release.Model.Id, release.Model.Location, release.Model.Kind));
        Assert.Equal("# Minnow\n", release.Model.Snapshot!.Text("README.md"));
        var weights = release.Model.Snapshot!.Find("model.safetensors")!;
        Assert.Equal((7_193_289_031, EntryState.Pointer, "sha256:" + Oid), (weights.Size, weights.State, weights.Digest));
        Assert.Throws<BlobReadException>(() => release.Model.Snapshot!.Open(weights));
        Assert.Equal(Path.GetFileName(tree.Root), release.Name);
        Assert.Empty(release.Contacted);
    }

    [Fact]
    public void Release_and_code_beside_each_other_are_several_artifacts_and_nothing_else_is_read()
    {
        using var tree = new TempTree().File("release/README.md").File("code/trainer/train.py").File("code/data.kit/prep.py").File("truth.json").File("other/secret.txt").File("code/NOTES.txt");
        var release = tree.Locate();
        Assert.Equal(
            ["model|release|README.md", "code:data.kit|code/data.kit|prep.py", "code:trainer|code/trainer|train.py"],
            release.Artifacts.Select(a => $"{a.Id}|{a.Location}|{string.Join(',', a.Snapshot!.Paths())}"));
    }

    [Theory]
    [InlineData("release/README.md", "model|release")]
    [InlineData("release/README.md release/x/code/a.py", "model|release")]
    [InlineData("release/README.md README.md code/a/b.py", "model|")]
    [InlineData("release/README.md src/a.py", "model|")]
    public void The_layout_is_told_from_a_folder_that_happens_to_be_called_release(string files, string expected)
    {
        using var tree = new TempTree();
        foreach (var file in files.Split(' ')) tree.File(file);
        var model = tree.Locate().Model;
        Assert.Equal(expected, $"{model.Id}|{model.Location}");
    }

    [Fact]
    public void Administrative_folders_are_no_files_of_the_release()
    {
        using var tree = new TempTree().File("README.md").File(".git/HEAD", "ref: refs/heads/main\n").File("sub/.git/x").File(".cache/huggingface/download/README.md.metadata", "x").File(".cache/other").File(".gitattributes");
        Assert.Equal([".cache/other", ".gitattributes", "README.md"], tree.Locate().Model.Snapshot!.Paths());
    }

    [Fact]
    public void Metadata_of_the_hubs_client_gives_revision_and_digest_of_unchanged_files()
    {
        var commit = new string('c', 40);
        using var tree = new TempTree().File("model.safetensors", "weights").File("config.json", "{}");
        tree.File(".cache/huggingface/download/model.safetensors.metadata", $"{commit}\n{Oid}\n99999999999.5\n");
        tree.File(".cache/huggingface/download/config.json.metadata", $"{commit}\n{new string('b', 40)}\n1.0\n");
        var model = tree.Locate().Model;
        Assert.Equal(commit, model.Revision);
        Assert.Equal("sha256:" + Oid, model.Snapshot!.Find("model.safetensors")!.Digest);
        Assert.Null(model.Snapshot.Find("config.json")!.Digest);
    }

    [Fact]
    public void Links_are_followed_within_the_tree_only()
    {
        using var outside = new TempTree().File("secret.txt", "secret");
        using var tree = new TempTree().File("README.md", "card").Link("card.md", "README.md").Link("loop", "loop").Link("a", "b").Link("b", "a")
            .Link("out.txt", outside["secret.txt"]).Link("up.txt", $"../{Path.GetFileName(outside.Root)}/secret.txt").Link("self", ".").Link("gone", "missing");
        tree.Link("tunnel", outside.Root).Link("through", "tunnel/secret.txt");
        var snapshot = tree.Locate().Model.Snapshot!;
        Assert.Equal(["README.md", "card.md"], snapshot.Paths());
        Assert.Equal("card", snapshot.Text("card.md"));
        Assert.Equal("a symbolic link that leads nowhere or in a circle", snapshot.WhyNot("loop"));
        Assert.Equal("a symbolic link that leads nowhere or in a circle", snapshot.WhyNot("a"));
        Assert.Equal("a symbolic link that leads nowhere or in a circle", snapshot.WhyNot("gone"));
        foreach (var link in (string[])["out.txt", "up.txt", "tunnel", "through"]) Assert.Equal("a symbolic link that leads out of the tree; it was not followed", snapshot.WhyNot(link));
        Assert.Equal("a symbolic link to a folder of the same tree; it was not followed", snapshot.WhyNot("self"));
    }

    [Fact]
    public void A_code_folder_that_is_a_link_out_of_the_release_is_not_read()
    {
        using var outside = new TempTree().File("secret.txt", "secret");
        using var tree = new TempTree().File("release/README.md").Link("code/evil", outside.Root);
        var code = tree.Locate().Artifacts[1];
        Assert.Null(code.Snapshot);
        Assert.Equal("a symbolic link that leads out of the tree; it was not followed", code.Why);
    }

    [Fact]
    public void A_code_archive_that_is_a_link_out_of_the_release_is_not_read()
    {
        using var outside = new TempTree().File("fish.gguf", "GGUF....");
        using var tree = new TempTree().File("release/README.md").Link("code/evil.gguf", outside["fish.gguf"]).File("code/.keep").File("code/empty.txt", "");
        var code = Assert.Single(tree.Locate().Artifacts.Skip(1));
        Assert.Equal((null, "a symbolic link that leads out of the tree; it was not followed"), (code.Snapshot, code.Why));
    }

    [Fact]
    public void A_pipe_does_not_block()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/mkfifo"), "no mkfifo on this machine");
        using var tree = new TempTree().File("README.md");
        System.Diagnostics.Process.Start("/usr/bin/mkfifo", tree["pipe"]).WaitForExit();
        var snapshot = tree.Locate().Model.Snapshot!;
        Assert.Equal(0, snapshot.Open(snapshot.Find("pipe")!).Length);
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_reported_and_stays_in_the_manifest()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "an administrator may read everything");
        using var tree = new TempTree().File("README.md").File("secret.bin", new byte[5000]);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(tree["secret.bin"], UnixFileMode.None);
        var snapshot = tree.Locate().Model.Snapshot!;
        Assert.Equal(EntryState.Listed, snapshot.Find("secret.bin")!.State);
        Assert.Equal("permission denied", snapshot.WhyNot("secret.bin"));
    }

    [Fact]
    public void A_hundred_thousand_files_take_bounded_time_and_memory()
    {
        using var tree = new TempTree(inMemory: true).File("README.md");
        for (var folder = 0; folder < 100; folder++)
        {
            Directory.CreateDirectory(tree[$"d{folder}"]);
            for (var file = 0; file < 1000; file++) File.WriteAllBytes(tree[$"d{folder}/f{file}"], []);
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        var before = GC.GetTotalAllocatedBytes();
        var snapshot = tree.Locate().Model.Snapshot!;
        Assert.Equal(100_001, snapshot.Entries.Length);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
        Assert.True(GC.GetTotalAllocatedBytes() - before < 400L << 20);
    }

    [Fact]
    public void The_limit_of_files_is_reported()
    {
        using var tree = new TempTree();
        for (var i = 0; i < 20; i++) tree.File($"f{i:00}");
        var release = ReleaseLocator.Locate(new SourceRequest { Source = tree.Root, Limits = Limits.Default with { MaxFiles = 5 } });
        Assert.Equal(5, release.Model.Snapshot!.Entries.Length);
        Assert.Contains("more than 5 files", Assert.Single(release.Model.Snapshot.NotRead).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_model_says_so()
    {
        using var tree = new TempTree().File("holiday.jpg");
        Assert.Equal("nothing in it looks like a model: no weight file, no configuration, no card", Assert.Single(tree.Locate().Model.Notes));
    }

    [Fact]
    public void Two_reads_give_the_same_digest_and_a_changed_byte_another()
    {
        using var tree = new TempTree().File("release/README.md").File("code/a/x.py").File("release/model.bin", Pointer(99));
        var first = ReleaseDigest.Of(tree.Locate(), Limits.Default);
        Assert.Equal(first, ReleaseDigest.Of(tree.Locate(), Limits.Default));
        Assert.Equal(DigestCoverage.Full, first.Covers);
        tree.File("code/a/x.py", "other");
        Assert.NotEqual(first.Digest, ReleaseDigest.Of(tree.Locate(), Limits.Default).Digest);
    }
}
