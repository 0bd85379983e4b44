using System.Diagnostics;
using Assay.Core;

namespace Assay.Sources.Tests;

/// <summary>Without the native library beside the program everything but git works, and git says so.</summary>
public sealed class WithoutLibraryTests
{
    private const string Switch = "ASSAY_TEST_WITHOUT_LIBGIT2";

    [Fact]
    public void A_copy_of_this_program_without_the_library_still_reads_everything_else()
    {
        using var copy = new TempTree();
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith("libgit2", StringComparison.Ordinal) && !Path.GetFileName(f).StartsWith("git2", StringComparison.Ordinal)))
        {
            var target = copy[Path.GetRelativePath(AppContext.BaseDirectory, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        using var process = Process.Start(new ProcessStartInfo("dotnet", [copy["Assay.Sources.Tests.dll"], "-noColor", "-noLogo", "-method", $"*.{nameof(Inside_the_copy)}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { [Switch] = "1" },
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && output.Contains("Skipped: 0", StringComparison.Ordinal) && output.Contains("Total: 1", StringComparison.Ordinal), output);
    }

    [Fact]
    public void Inside_the_copy()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Switch) == "1", "runs in the copy only");
        using var tree = new TempTree().File("README.md", "# Fish\n").File(".git/HEAD", "ref: refs/heads/main\n").File(".git/refs/heads/main", new string('a', 40) + "\n").File(".git/objects/x");
        var folder = tree.Locate().Model;
        Assert.Equal(("# Fish\n", new string('a', 40), "main"), (folder.Snapshot!.Text("README.md"), folder.Revision, Assert.Single(folder.Snapshot!.Refs)));
        foreach (var source in (string[])["git:" + tree.Root, tree[".git"]])
        {
            var model = ReleaseLocator.Locate(new SourceRequest { Source = source }).Model;
            Assert.Equal((null, ReadState.NotRead), (model.Snapshot, model.Read));
            Assert.StartsWith("git repositories cannot be read: the library libgit2 is not beside the program", model.Why, StringComparison.Ordinal);
        }
    }
}
