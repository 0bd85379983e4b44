using Assay.Core;
using Assay.Formats;
using CsCheck;

namespace Assay.Sources.Tests;

public sealed class ListingTests
{
    private static readonly string A = new('a', 40);

    private static Listing? Parse(string text) => ListingParser.TryParse(TextDocument.Of("tree.txt", text), Limits.Default);

    [Theory]
    [InlineData("100644 blob {A}    1792\tsrc/a b.py", "src/a b.py", 1792L)]
    [InlineData("100644 {A} 12 src/a.py", "src/a.py", 12L)]
    [InlineData("{A} 12 src/a.py", "src/a.py", 12L)]
    [InlineData("100755\tblob\t{A}\t-\tbig.bin", "big.bin", null)]
    [InlineData("100644 blob {A} 3\t\"caf\\303\\251 \\\"x\\\".txt\"", "café \"x\".txt", 3L)]
    [InlineData("120000 blob {A} 9\tlink", "link", 9L)]
    public void A_line_is_a_file(string line, string path, long? size)
    {
        var text = line.Replace("{A}", A, StringComparison.Ordinal);
        var entry = Assert.Single(Parse(text + "\n")!.Entries);
        Assert.Equal((path, size, EntryState.Listed, "git:" + A), (entry.Path, entry.Size, entry.State, entry.Digest));
        Assert.Equal(("tree.txt", 1, text), entry.ListedIn);
    }

    [Theory]
    [InlineData("100644 blob {A} 1 ../etc/passwd", "leads out of the tree")]
    [InlineData("100644 blob {A} 1 /etc/passwd", "absolute")]
    [InlineData("100644 blob {A} 1\t./", "the name is empty")]
    [InlineData("160000 commit {A} - vendor/lib", "submodule")]
    [InlineData("something else", "no entry of a listing")]
    public void What_is_no_file_is_reported(string line, string why)
    {
        var listing = Parse($"100644 {A} 1 ok\n{line.Replace("{A}", A, StringComparison.Ordinal)}\n")!;
        Assert.Equal("ok", Assert.Single(listing.Entries).Path);
        Assert.Contains(why, Assert.Single(listing.NotRead).Why, StringComparison.Ordinal);
        Assert.Equal("tree.txt:2", listing.NotRead[0].What);
    }

    [Theory]
    [InlineData("# octo/fish @ 401bf3a8a7dd8a26fba189551dccfc61a7079b4e  (mode blob size path)", "octo/fish", "401bf3a8a7dd8a26fba189551dccfc61a7079b4e")]
    [InlineData("# https://github.com/octo/fish.git @ 401bf3a8a7dd", "github.com/octo/fish", "401bf3a8a7dd")]
    [InlineData("# git@github.com:octo/fish.git @ 401bf3a8a7dd", "github.com/octo/fish", "401bf3a8a7dd")]
    [InlineData("# a list of files", null, null)]
    public void The_first_comment_names_repository_and_commit(string header, string? origin, string? revision)
    {
        var listing = Parse($"{header}\n100644 {A} 1 ok\n")!;
        Assert.Equal((origin, revision), (listing.Origin, listing.Revision));
    }

    [Fact]
    public void A_text_without_listing_lines_is_no_listing()
    {
        Assert.Null(Parse("just a text about trees\n"));
        using var tree = new TempTree().File("tree.txt", "an oak\n").File("README.md");
        Assert.Equal(["README.md", "tree.txt"], tree.Locate().Model.Snapshot!.Paths());
    }

    [Fact]
    public void Files_present_win_over_listed_ones_and_keep_the_listed_digest()
    {
        using var tree = new TempTree().File("README.md", "hello").File("tree.txt", $"# octo/fish @ {A}\n100644 {A} 5 README.md\n100644 {A} 7 train.py\n").File("CODE_FILES.txt", $"{A} 9 model.py\n");
        var model = tree.Locate().Model;
        Assert.Equal(["README.md", "model.py", "train.py"], model.Snapshot!.Paths());
        Assert.Equal((A, "octo/fish"), (model.Revision, model.Origin));
        Assert.Equal(["CODE_FILES.txt", "tree.txt"], model.Snapshot!.Listings);
        var card = model.Snapshot!.Find("README.md")!;
        Assert.Equal((EntryState.Bytes, "git:" + A), (card.State, card.Digest));
        Assert.Equal(("tree.txt", 3, $"100644 {A} 7 train.py"), model.Snapshot.Find("train.py")!.ListedIn);
        Assert.Equal(("octo", "fish"), (tree.Locate().Publisher, tree.Locate().Name));
        Assert.Equal(DigestCoverage.Listing, ReleaseDigest.Of(tree.Locate(), Limits.Default).Covers);
    }

    [Fact]
    public void Any_text_is_read_without_an_exception_and_never_leads_out_of_the_tree() => Gen.OneOf(
            Gen.String,
            Gen.String[Gen.Char["0123456789abcdef ./\\-\t\"\n#@"], 0, 200],
            Gen.String[Gen.Char["./\\ab\"0"], 0, 30].Select(p => $"100644 blob {A} 12\t{p}\n"))
        .Sample(text => Parse(text) is not { } listing || listing.Entries.All(e => MemberPath.Refusal(e.Path) is null), iter: 2000);
}
