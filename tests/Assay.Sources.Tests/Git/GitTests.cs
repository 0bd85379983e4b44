using System.Diagnostics;

namespace Assay.Sources.Tests;

public sealed class GitTests
{
    private static string Git(TempTree tree, params string[] arguments) => Git(tree, arguments, "");

    private static string Git(TempTree tree, string[] arguments, string input)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/git"), "no git on this machine");
        var start = new ProcessStartInfo("/usr/bin/git", ["-C", tree.Root, "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["GIT_CONFIG_NOSYSTEM"] = "1", ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_AUTHOR_DATE"] = "2024-01-01T00:00:00Z", ["GIT_COMMITTER_DATE"] = "2024-01-01T00:00:00Z" },
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Trim();
    }

    private static TempTree Repository(params string[] init)
    {
        var tree = new TempTree();
        Git(tree, ["init", "-q", .. init]);
        var pointer = $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('d', 64)}\nsize 1000\n";
        tree.File("README.md", "# One\n").File("sub/train.py", "import x\n").File("model.bin", pointer).Link("link", "README.md");
        Git(tree, "add", "-A");
        Git(tree, "commit", "-qm", "one");
        Git(tree, "tag", "v1");
        Git(tree, "branch", "step1000");
        tree.File("README.md", "# Two\n");
        Git(tree, "commit", "-qam", "two");
        return tree;
    }

    private static Artifact Model(string source) => ReleaseLocator.Locate(new SourceRequest { Source = source }).Model;

    [Fact]
    public void A_repository_is_read_at_its_head_or_a_revision()
    {
        using var tree = Repository();
        var head = Model("git:" + tree.Root);
        Assert.Equal(["README.md", "model.bin", "sub/train.py"], head.Snapshot!.Paths());
        Assert.Equal("# Two\n", head.Snapshot!.Text("README.md"));
        Assert.Equal(Git(tree, "rev-parse", "HEAD"), head.Revision);
        Assert.Equal("git:" + Git(tree, "rev-parse", "HEAD:sub/train.py"), head.Snapshot!.Find("sub/train.py")!.Digest);
        Assert.Equal(["main", "step1000", "v1"], head.Snapshot!.Refs);
        Assert.Equal((EntryState.Pointer, 1000L), (head.Snapshot!.Find("model.bin")!.State, head.Snapshot!.Find("model.bin")!.Size));
        Assert.Equal("a symbolic link; it was not followed", head.Snapshot!.WhyNot("link"));
        foreach (var revision in (string[])["v1", "step1000", Git(tree, "rev-parse", "v1")]) Assert.Equal("# One\n", Model($"git:{tree.Root}@{revision}").Snapshot!.Text("README.md"));
        Assert.Equal("the git repository has no revision 'v9'; its branches and tags are main, step1000, v1", Model($"git:{tree.Root}@v9").Why);
    }

    [Fact]
    public void A_bare_repository_is_a_source_of_its_own_and_one_of_code()
    {
        using var tree = Repository();
        using var bare = new TempTree();
        Git(tree, "clone", "-q", "--bare", tree.Root, bare["fish.git"]);
        Assert.Equal("# Two\n", Model(bare["fish.git"]).Snapshot!.Text("README.md"));
        bare.File("model/README.md");
        Assert.Equal("code:fish", bare.Locate("model", bare["fish.git"]).Artifacts[1].Id);
    }

    [Fact]
    public void A_working_tree_is_read_as_it_lies_there_with_its_branches()
    {
        using var tree = Repository();
        Git(tree, "remote", "add", "origin", "git@github.com:octo/fish.git");
        tree.File("README.md", "# Changed\n").File("untracked.txt");
        Git(tree, "pack-refs", "--all");
        var release = ReleaseLocator.Locate(new SourceRequest { Source = tree.Root });
        Assert.Equal("# Changed\n", release.Model.Snapshot!.Text("README.md"));
        Assert.NotNull(release.Model.Snapshot!.Find("untracked.txt"));
        Assert.Equal(["main", "step1000", "v1"], release.Model.Snapshot!.Refs);
        Assert.Equal(Git(tree, "rev-parse", "HEAD"), release.Model.Revision);
        Assert.Equal(("github.com/octo/fish", "octo", "fish"), (release.Model.Origin, release.Publisher, release.Name));
    }

    [Fact]
    public void A_working_tree_has_the_day_of_the_commit_it_stands_on()
    {
        using var tree = Repository();
        Assert.Equal("2024-01-01", Model(tree.Root).On);
        Git(tree, "checkout", "-q", "--detach", "v1");
        Assert.Equal("2024-01-01", Model(tree.Root).On);
    }

    [Fact]
    public void A_working_tree_whose_commit_is_gone_or_damaged_has_no_day()
    {
        using var tree = Repository();
        var head = Git(tree, "rev-parse", "HEAD");
        var stored = tree[$".git/objects/{head[..2]}/{head[2..]}"];
        File.SetAttributes(stored, FileAttributes.Normal);
        File.WriteAllText(stored, "no object");
        Assert.Null(Model(tree.Root).On);
        File.Delete(stored);
        Assert.Null(Model(tree.Root).On);
        Assert.Equal(head, Model(tree.Root).Revision);
    }

    [Fact]
    public void Nothing_that_a_working_tree_configures_runs_while_its_day_is_read()
    {
        using var tree = Repository();
        var proof = tree["ran"];
        tree.File(".git/config", $"[core]\n\trepositoryformatversion = 0\n\tfsmonitor = touch {proof}\n\thooksPath = .git/hooks\n\tsshCommand = touch {proof}\n[filter \"x\"]\n\tsmudge = touch {proof}\n");
        foreach (var hook in (string[])["post-checkout", "post-index-change", "pre-commit", "reference-transaction"]) tree.File($".git/hooks/{hook}", $"#!/bin/sh\ntouch {proof}\n");
        Assert.Equal("2024-01-01", Model(tree.Root).On);
        Assert.False(File.Exists(proof));
    }

    [Fact]
    public void Files_in_the_store_of_git_lfs_are_read()
    {
        using var tree = Repository();
        var hex = new string('d', 64);
        tree.File($".git/lfs/objects/dd/dd/{hex}", new byte[1000]);
        foreach (var source in (string[])["git:" + tree.Root, tree.Root])
        {
            var snapshot = Model(source).Snapshot!;
            var entry = snapshot.Find("model.bin")!;
            Assert.Equal((EntryState.Bytes, "sha256:" + hex, 1000L), (entry.State, entry.Digest, snapshot.Open(entry).Length));
        }
    }

    [Fact]
    public void Refs_in_a_circle_are_reported_and_do_not_hang()
    {
        using var tree = Repository();
        tree.File(".git/refs/heads/a", "ref: refs/heads/b\n").File(".git/refs/heads/b", "ref: refs/heads/a\n").File(".git/refs/heads/self", "ref: refs/heads/self\n");
        foreach (var source in (string[])["git:" + tree.Root, tree.Root])
        {
            var snapshot = Model(source).Snapshot!;
            Assert.Equal(["main", "step1000", "v1"], snapshot.Refs);
            Assert.Equal("the ref points to itself, in a circle or nowhere", snapshot.WhyNot("refs/heads/a"));
        }

        tree.File(".git/HEAD", "ref: refs/heads/a\n");
        Assert.NotNull(Model("git:" + tree.Root).Why);
        Assert.Null(Model(tree.Root).Revision);
    }

    [Fact]
    public void What_cannot_be_read_says_why()
    {
        using var sha256 = Repository("--object-format=sha256");
        Assert.Equal("the git repository uses SHA-256 object ids, which the library libgit2 does not read", Model("git:" + sha256.Root).Why);
        using var empty = new TempTree();
        Git(empty, "init", "-q");
        Assert.Equal("the git repository has no commit yet", Model("git:" + empty.Root).Why);
        using var none = new TempTree().File("README.md");
        Assert.EndsWith("is no git repository", Model("git:" + none.Root).Why, StringComparison.Ordinal);
        Assert.Contains("write git:PATH or git:PATH@REVISION", Show.Refusal(() => Model("git:/no/such/place@main")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("README.md", "files")]
    [InlineData(null, "folders")]
    public void A_few_objects_that_stand_for_endlessly_many_files_are_bounded(string? file, string what)
    {
        using var tree = Repository();
        var id = Git(tree, ["mktree", "--missing"], file is null ? "" : string.Concat(Enumerable.Range(0, 10).Select(i => $"100644 blob {Git(tree, "rev-parse", "HEAD:README.md")}\t{i}{file}\n")));
        for (var level = 0; level < 12; level++) id = Git(tree, ["mktree"], string.Concat(Enumerable.Range(0, 10).Select(i => $"040000 tree {id}\td{i}\n")));
        Git(tree, "update-ref", "refs/heads/bomb", Git(tree, "commit-tree", "-m", "bomb", id));
        var model = ReleaseLocator.Locate(new SourceRequest { Source = $"git:{tree.Root}@bomb", Limits = Assay.Core.Limits.Default with { MaxFiles = 2000 } }).Model;
        Assert.Contains($"more than 2000 {what}", model.Snapshot!.NotRead[^1].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_object_store_gives_what_was_readable()
    {
        using var tree = Repository();
        var blob = Git(tree, "rev-parse", "HEAD:sub/train.py");
        File.Delete(tree[$".git/objects/{blob[..2]}/{blob[2..]}"]);
        var snapshot = Model("git:" + tree.Root).Snapshot!;
        Assert.Equal("# Two\n", snapshot.Text("README.md"));
        Assert.Equal(EntryState.Listed, snapshot.Find("sub/train.py")!.State);
        Assert.Contains("missing from the object store", snapshot.WhyNot("sub/train.py"), StringComparison.Ordinal);
    }
}
