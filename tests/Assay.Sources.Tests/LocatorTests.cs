using Assay.Core;

namespace Assay.Sources.Tests;

public sealed class LocatorTests
{
    [Theory]
    [InlineData("octo/fish", "there is no file or folder 'octo/fish' here; for the repository on the Hugging Face Hub write hf:octo/fish")]
    [InlineData("octo/fish@main", "there is no file or folder 'octo/fish@main' here; for the repository on the Hugging Face Hub write hf:octo/fish@main")]
    [InlineData("https://huggingface.co/octo/fish/tree/main", "'https://huggingface.co/octo/fish/tree/main' is an address; for that repository of the Hugging Face Hub write hf:octo/fish")]
    [InlineData("https://hf.co/datasets/octo/fry", "'https://hf.co/datasets/octo/fry' is an address; for that repository of the Hugging Face Hub write hf:datasets/octo/fry")]
    [InlineData("https://example.org/x", "'https://example.org/x' is an address; clone or download it first and give the path, or use hf:ORG/NAME for the Hugging Face Hub")]
    public void A_missing_source_says_what_to_write(string source, string sentence) =>
        Assert.Equal(sentence, Show.Refusal(() => ReleaseLocator.Locate(new SourceRequest { Source = source })));

    [Theory]
    [InlineData("")]
    [InlineData("/no/such/folder/at/all")]
    [InlineData("ms:octo/fish")]
    public void Every_refusal_is_one_sentence_with_a_way_out(string source)
    {
        var refusal = Assert.Throws<AssayException>(() => ReleaseLocator.Locate(new SourceRequest { Source = source }));
        Assert.Equal(ExitCodes.Usage, refusal.ExitCode);
        Assert.Contains(LocalReader.Choices, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_folder_is_refused()
    {
        using var tree = new TempTree();
        Directory.CreateDirectory(tree["sub"]);
        Assert.Contains("is empty: it holds no file", Show.Refusal(() => tree.Locate()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_nothing_to_audit_is_refused()
    {
        using var tree = new TempTree().File("letter.txt", "Dear Sir or Madam");
        Assert.Contains("is nothing that can be audited; SOURCE can be a folder", Show.Refusal(() => tree.Locate("letter.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_file_is_a_model_artifact_with_that_one_entry()
    {
        using var tree = new TempTree().File("fish.gguf", "GGUF....");
        var release = tree.Locate("fish.gguf");
        Assert.Equal("fish", release.Name);
        Assert.Equal(("fish.gguf", EntryState.Bytes, 8L), (release.Model.Snapshot!.Entries[0].Path, release.Model.Snapshot.Entries[0].State, release.Model.Snapshot.Entries[0].Size));
    }

    [Fact]
    public void With_adds_code_that_the_release_links_to()
    {
        using var tree = new TempTree().File("model/README.md").File("trainer=2/train.py").File("lists/tree.txt", $"{new string('b', 40)} 3 a.py\n");
        var release = tree.Locate("model", tree["trainer=2"] + "=https://github.com/octo/Trainer.git", tree["lists/tree.txt"], tree["trainer=2"]);
        Assert.Equal(
            [("model", ""), ("code:Trainer", "../trainer=2"), ("code:tree.txt", "../lists/tree.txt"), ("code:trainer=2", "../trainer=2")],
            release.Artifacts.Select(a => (a.Id, a.Location)));
        Assert.Equal("github.com/octo/Trainer", release.Artifacts[1].Origin);
        Assert.Equal(EntryState.Listed, release.Artifacts[2].Snapshot!.Find("a.py")!.State);
        Assert.Contains("there is no file or folder", Show.Refusal(() => tree.Locate("model", tree["gone"])), StringComparison.Ordinal);
    }

    [Fact]
    public void The_labeled_releases_are_located()
    {
        foreach (var folder in Directory.EnumerateDirectories(Assay.Tests.SharedData.Path("data", "releases")).Order(StringComparer.Ordinal))
        {
            var release = ReleaseLocator.Locate(new SourceRequest { Source = folder });
            Assert.Equal("release", release.Model.Location);
            Assert.All(release.Artifacts, a => Assert.NotEmpty(a.Snapshot!.Entries));
            Assert.All(release.Artifacts.Skip(1), a => Assert.NotNull(a.Revision));
            Assert.Equal(64, ReleaseDigest.Of(release, Limits.Default).Digest.Length);
        }
    }
}
