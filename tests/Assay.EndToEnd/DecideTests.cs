using System.Text.Json;
using Assay.Tests;

namespace Assay.EndToEnd;

/// <summary><c>assay decide</c> as a user runs it.</summary>
public sealed class DecideTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-decide-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_scenario_that_init_writes_can_be_decided()
    {
        var file = Path.Combine(_folder, "scenario.yaml");
        Assert.Equal(0, Program.Run("decide", "--init", "-o", file).ExitCode);
        var result = Program.Run("decide", file);
        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Choice", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("customer-service", "API")]
    [InlineData("advertisement-ranking", "better model")]
    [InlineData("hospital", "1 H200")]
    public void A_sample_is_decided_alike_each_time(string sample, string best)
    {
        var file = $"samples/decisions/{sample}.yaml";
        var first = Program.Run("decide", file, "--format", "json");
        Assert.Equal(first.Output, Program.Run("decide", file, "--format", "json").Output);
        Assert.Equal(best, JsonDocument.Parse(first.Output).RootElement.GetProperty("options")[0].GetProperty("name").GetString());
        Assert.StartsWith("<!doctype html>", Program.Run("decide", file, "--format", "html").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_that_a_scenario_names_is_audited_first()
    {
        var samples = Path.Combine(SharedData.Root, "samples");
        var yaml = File.ReadAllText(Path.Combine(samples, "decisions", "customer-service.yaml"))
            .Replace("constraints:\n", "constraints:\n  uses: [commercial]\n", StringComparison.Ordinal)
            .Replace("- name: rented 32B\n", $"- name: rented 32B\n    release: {samples}/minnow\n", StringComparison.Ordinal)
            .Replace("- name: tuned 8B\n", $"- name: tuned 8B\n    release: {samples}/kelp\n", StringComparison.Ordinal);
        var file = Path.Combine(_folder, "releases.yaml");
        File.WriteAllText(file, yaml);
        var root = JsonDocument.Parse(Program.Run("decide", file, "--format", "json").Output).RootElement;
        Assert.Contains("rented 32B", root.GetProperty("feasible").EnumerateArray().Select(f => f.GetString()));
        Assert.Contains(root.GetProperty("caveats").EnumerateArray(), c => c.GetString()!.Contains("minnow' found Apache-2.0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("decide")]
    [InlineData("decide", "no-such-scenario.yaml")]
    [InlineData("decide", "README.md")]
    [InlineData("decide", "samples/decisions/hospital.yaml", "--prices", "no-such-file")]
    public void A_mistake_is_told_in_one_sentence(params string[] arguments)
    {
        var result = Program.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
    }
}
