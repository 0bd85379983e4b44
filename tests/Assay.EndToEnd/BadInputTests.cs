namespace Assay.EndToEnd;

/// <summary>Bad input: a clear sentence or finding, the right exit code, never a stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-bad-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("audit", "no-such-folder")]
    [InlineData("audit", "org/name")]
    [InlineData("audit", "samples/minnow", "--framework", "no-such-framework")]
    [InlineData("audit", "samples/minnow", "--use", "no-such-use")]
    [InlineData("audit", "samples/minnow", "--fail-on", "no-such-condition")]
    [InlineData("audit", "samples/minnow", "--format", "no-such-format")]
    [InlineData("audit", "samples/minnow", "--knowledge", "no-such-folder")]
    [InlineData("audit", "samples/minnow", "--review", "no-such-file.yaml")]
    [InlineData("claims", "no-such-file")]
    [InlineData("explain", "no-such-framework")]
    [InlineData("no-such-command")]
    public void A_mistake_is_told_in_one_sentence(params string[] arguments)
    {
        var result = Program.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        var sentence = Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("assay: ", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--log-format", "json", "claims", "no-such-file")]
    [InlineData("claims", "no-such-file", "--log-format=json")]
    [InlineData("no-such-command", "--log-format", "json")]
    [InlineData("weights", "show", "no-such-file", "--quiet", "--log-format", "json")]
    public void Errors_can_be_one_JSON_object_a_line(params string[] arguments)
    {
        var result = Program.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        using var line = System.Text.Json.JsonDocument.Parse(result.Error);
        Assert.Equal("error", line.RootElement.GetProperty("level").GetString());
    }

    [Fact]
    public void A_bare_hub_name_is_pointed_to_its_scheme() => Assert.Contains("hf:org/name", Program.Run("audit", "org/name").Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("README.md", "---\nlicense: [unclosed\n---\n# A model\n")]
    [InlineData("README.md", "\u0000\u0001\u0002binary\u0000")]
    [InlineData("README.md", "\uFEFF---\r\nlicense: mit\r\n---\r\n# Windows\r\n")]
    [InlineData("README.md", "")]
    [InlineData("model.safetensors", "not a weight file")]
    [InlineData("config.json", "{\"hidden_size\": \"many\"")]
    [InlineData("LICENSE", "\u202E\u200B")]
    public void Broken_files_give_a_report(string name, string content)
    {
        File.WriteAllText(Path.Combine(_folder, name), content);
        var result = Program.Run("audit", _folder, "--format", "json");
        Assert.True(result.ExitCode is 0 or 3, result.Error);
        Assert.StartsWith("{", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_card_is_read_in_bounded_time()
    {
        using (var card = new StreamWriter(Path.Combine(_folder, "README.md")))
        {
            card.WriteLine("# A model");
            for (var i = 0; i < 700_000; i++) card.WriteLine("The model is trained on data from the web and it is open source, see [here](https://x.example).");
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        var result = Program.Run("audit", _folder, "--format", "json");
        Assert.True(result.ExitCode is 0 or 3, result.Error);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), watch.Elapsed.ToString());
    }

    [Fact]
    public void A_link_out_of_the_tree_is_not_followed()
    {
        File.WriteAllText(Path.Combine(_folder, "README.md"), "# A model\n");
        File.CreateSymbolicLink(Path.Combine(_folder, "LICENSE"), "/etc/hostname");
        File.CreateSymbolicLink(Path.Combine(_folder, "loop"), _folder);
        var result = Program.Run("audit", _folder, "--format", "json");
        Assert.True(result.ExitCode is 0 or 3, result.Error);
        Assert.DoesNotContain(File.ReadAllText("/etc/hostname").Trim() + "\"", result.Output, StringComparison.Ordinal);
    }
}
