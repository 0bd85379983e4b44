using System.Security.Cryptography;
using System.Text;
using Assay.Core;

namespace Assay.Sources.Tests;

public sealed class HubCacheTests
{
    private static readonly string Commit = new('c', 40);

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string GitBlob(string text) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes($"blob {Encoding.UTF8.GetByteCount(text)}\0{text}")));

    private static TempTree Cache()
    {
        var tree = new TempTree();
        const string repo = "hub/models--octo--fish";
        foreach (var (path, text, name) in new[] { ("README.md", "# Fish\n", GitBlob("# Fish\n")), ("sub/model.bin", "weights", Sha256("weights")), ("bad.txt", "changed", GitBlob("as it was")) })
        {
            tree.File($"{repo}/blobs/{name}", text).Link($"{repo}/snapshots/{Commit}/{path}", $"{(path.Contains('/', StringComparison.Ordinal) ? "../../../" : "../../")}blobs/{name}");
        }

        return tree.File($"{repo}/refs/main", Commit).File($"{repo}/refs/refs/pr/1", new string('e', 40)).File($"{repo}/blobs/xyz.incomplete", "half").File($"{repo}/.no_exist/{Commit}/LICENSE", "")
            .File($"{repo}/trees/{Commit}.json", $$"""[{"type":"file","path":"README.md","size":7},{"type":"file","path":"big.safetensors","size":99,"lfs":{"oid":"{{new string('a', 64)}}","size":99} },{"type":"directory","path":"sub"},{"path":"../evil","size":1}]""");
    }

    private static Release Locate(TempTree tree, string source) =>
        ReleaseLocator.Locate(new SourceRequest { Source = source, Environment = name => name == "HF_HOME" ? tree.Root : null, Offline = true });

    [Fact]
    public void A_cached_repository_is_read_by_its_name()
    {
        using var tree = Cache();
        foreach (var source in (string[])["hf-cache:octo/fish", "hf-cache:octo/fish@main", $"hf-cache:octo/fish@{Commit}", $"hf-cache:octo/fish@{Commit[..8]}"])
        {
            var release = Locate(tree, source);
            Assert.Equal(("octo", "fish", Commit, "huggingface.co/octo/fish"), (release.Publisher, release.Name, release.Model.Revision, release.Model.Origin));
            Assert.Equal(["README.md", "bad.txt", "big.safetensors", "sub/model.bin"], release.Model.Snapshot!.Paths());
            Assert.Empty(release.Contacted);
        }
    }

    [Theory]
    [InlineData("hub/models--octo--fish")]
    [InlineData("hub/models--octo--fish/snapshots/cccccccccccccccccccccccccccccccccccccccc")]
    public void A_cached_repository_is_read_by_its_path(string path)
    {
        using var tree = Cache();
        var release = tree.Locate(path);
        Assert.Equal(("octo", "fish", Commit), (release.Publisher, release.Name, release.Model.Revision));
        Assert.Equal("# Fish\n", release.Model.Snapshot!.Text("README.md"));
    }

    [Fact]
    public void Names_of_blobs_are_verified_digests()
    {
        using var tree = Cache();
        var snapshot = Locate(tree, "hf-cache:octo/fish").Model.Snapshot!;
        Assert.Equal("sha256:" + Sha256("weights"), snapshot.Find("sub/model.bin")!.Digest);
        Assert.Equal("weights", snapshot.Text("sub/model.bin"));
        Assert.Equal("bad.txt is damaged: its bytes do not have the digest that the cache names them by", Assert.Throws<BlobReadException>(() => snapshot.Text("bad.txt")).Message);
    }

    [Fact]
    public void What_the_download_lacks_is_told()
    {
        using var tree = Cache();
        var model = Locate(tree, "hf-cache:octo/fish").Model;
        var missing = model.Snapshot!.Find("big.safetensors")!;
        Assert.Equal((EntryState.Listed, 99L, "sha256:" + new string('a', 64)), (missing.State, missing.Size, missing.Digest));
        Assert.Equal("an unfinished download", model.Snapshot!.WhyNot("blobs/xyz.incomplete"));
        Assert.Equal("the cache notes that this revision has no LICENSE", Assert.Single(model.Notes));
        Assert.Equal(["main", "refs/pr/1"], model.Snapshot!.Refs);
    }

    [Theory]
    [InlineData("hf-cache:octo/whale", "the Hugging Face cache holds no 'octo/whale'")]
    [InlineData("hf-cache:../etc", "names no repository")]
    [InlineData("hf-cache:octo/fi..sh", "names no repository")]
    public void What_is_not_there_says_so(string source, string words)
    {
        using var tree = Cache();
        Assert.Contains(words, Show.Refusal(() => Locate(tree, source)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_revision_that_is_not_there_is_not_read()
    {
        using var tree = Cache();
        Assert.Equal($"the cache holds no revision 'v9' of it; it holds {Commit}, main, refs/pr/1", Locate(tree, "hf-cache:octo/fish@v9").Model.Why);
    }
}
