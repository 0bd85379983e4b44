using System.Diagnostics;
using System.Text.Json;
using Assay.Tests;

namespace Assay.EndToEnd;

/// <summary>The program against the hub on loopback: what could not be read is unknown, never absent, and says why.</summary>
public sealed class HubFaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-hub-").FullName;
    private Process? _hub;

    [Theory]
    [InlineData("api/models/octo/fish.*:badjson", "octo/fish", 4, "HOST answered with something else than JSON for octo/fish")]
    [InlineData("api/models/octo/fish.*:500", "octo/fish", 4, "HOST is in trouble (status 500): try again later")]
    [InlineData("", "octo/whale", 4, "HOST has no octo/whale, or it is private: check the name, or set HF_TOKEN")]
    [InlineData("", "octo/gated", 0, "octo/gated is gated on HOST: accept its terms there and set HF_TOKEN")]
    [InlineData("resolve.*README.*:corrupt", "octo/fish", 0, "README.md came damaged from HOST: its digest is wrong")]
    [InlineData("resolve.*README.*:wrongetag", "octo/fish", 0, "HOST lists README.md with one digest and serves another")]
    public void What_could_not_be_read_is_unknown_and_says_why(string fault, string repository, int exitCode, string sentence)
    {
        var endpoint = Start(fault);
        var (code, output, errors) = Audit(endpoint, "hf:" + repository);
        using var report = JsonDocument.Parse(output);
        var told = sentence.Replace("HOST", new Uri(endpoint).Authority, StringComparison.Ordinal);
        Assert.Contains(told, JsonStrings(report.RootElement), StringComparer.Ordinal);
        Assert.Equal(exitCode, code);
        if (exitCode != 0) Assert.Contains(told, errors, StringComparison.Ordinal);
        foreach (var component in report.RootElement.GetProperty("components").EnumerateArray()) Assert.NotEqual("absent", component.GetProperty("presence").GetString());
        Assert.Equal(new Uri(endpoint).Authority, Assert.Single(report.RootElement.GetProperty("invocation").GetProperty("contacted").EnumerateArray()).GetString());
    }

    [Fact]
    public void Links_of_a_card_are_followed_once_where_asked()
    {
        var endpoint = Start("");
        var (code, output, errors) = Audit(endpoint, "hf:octo/linked", "--follow");
        Assert.True(code == 0, errors);
        using var report = JsonDocument.Parse(output);
        var artifacts = report.RootElement.GetProperty("release").GetProperty("artifacts").EnumerateArray().Select(a => (a.GetProperty("kind").GetString(), a.GetProperty("location").GetString()!.Split('/', 2)[1], a.GetProperty("read").GetString())).ToList();
        Assert.Equal([("model", "octo/linked", "full"), ("parent", "octo/fish", "full"), ("dataset", "datasets/octo/herrings", "full"), ("dataset", "datasets/octo/none", "not-read")], artifacts);
        Assert.Equal("partial", report.RootElement.GetProperty("components").EnumerateArray().First(c => c.GetProperty("id").GetString() == "data.train").GetProperty("presence").GetString());
    }

    [Fact]
    public void Without_it_nothing_but_the_source_is_read()
    {
        var (_, output, _) = Audit(Start(""), "hf:octo/linked");
        using var report = JsonDocument.Parse(output);
        Assert.Single(report.RootElement.GetProperty("release").GetProperty("artifacts").EnumerateArray());
    }

    public void Dispose()
    {
        if (_hub is { HasExited: false }) _hub.Kill();
        _hub?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<string> JsonStrings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(JsonStrings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => JsonStrings(p.Value)),
        _ => [],
    };

    private string Start(string fault)
    {
        var script = SharedData.Path("tools", "hubserver.py");
        foreach (var repository in (string[])["fish", "gated"])
        {
            Directory.CreateDirectory(Path.Combine(_folder, repository));
            File.WriteAllText(Path.Combine(_folder, repository, "README.md"), "---\nlicense: mit\n---\n# Fish\nTrained on herrings.\n");
            File.WriteAllText(Path.Combine(_folder, repository, "config.json"), "{}");
        }

        WriteLinked();
        string[] faults = fault.Length == 0 ? [] : ["--fault", fault];
        try
        {
            _hub = Process.Start(new ProcessStartInfo("python3", [script, "--port", "0", "--repo", $"octo/linked={_folder}/linked", "--dataset", $"octo/herrings={_folder}/herrings", "--repo", $"octo/fish={_folder}/fish", "--repo", $"octo/gated={_folder}/gated", "--gate", "octo/gated", .. faults]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
            _hub!.BeginErrorReadLine();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("no python3 on this machine");
        }

        return _hub!.StandardOutput.ReadLine()!.Split(' ')[1];
    }

    private void WriteLinked()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "linked"));
        Directory.CreateDirectory(Path.Combine(_folder, "herrings"));
        File.WriteAllText(Path.Combine(_folder, "linked", "README.md"), "---\nlicense: mit\nbase_model: octo/fish\ndatasets: [octo/herrings, octo/none]\n---\n# Linked\n\n## Training data\n\nTrained on [herrings](https://huggingface.co/datasets/octo/herrings).\n");
        File.WriteAllText(Path.Combine(_folder, "herrings", "README.md"), "---\nlicense: cc0-1.0\n---\n# Herrings\n");
        File.WriteAllText(Path.Combine(_folder, "herrings", "train.jsonl"), "{\"text\": \"herring\"}\n");
    }

    private (int Code, string Output, string Errors) Audit(string endpoint, string source, params string[] options)
    {
        var program = Path.Combine(SharedData.Root, "artifacts", "bin", "Assay.Cli", "release", "assay.dll");
        Assert.SkipUnless(File.Exists(program), "the command line is not built");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "audit", source, "--format", "json", .. options])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HF_ENDPOINT"] = endpoint, ["XDG_CACHE_HOME"] = _folder, ["HF_HOME"] = _folder, ["HF_TOKEN"] = "" },
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
