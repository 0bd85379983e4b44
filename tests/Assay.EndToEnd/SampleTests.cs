using System.Text.Json;
using Assay.Tests;

namespace Assay.EndToEnd;

/// <summary>The samples are the introduction to the product: what their reports say is a promise.</summary>
public sealed class SampleTests
{
    private static readonly Lazy<JsonElement> Minnow = new(() => Audit("samples/minnow"));
    private static readonly Lazy<JsonElement> Kelp = new(() => Audit("samples/kelp"));

    [Fact]
    public void Minnow_meets_the_open_source_ai_definition()
    {
        var verdict = Verdict(Minnow.Value, "osaid-1.0");
        Assert.Equal("meets", verdict.GetProperty("outcome").GetString());
        Assert.Contains("as Assay reads them", verdict.GetProperty("summary").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Minnow_is_accused_of_nothing() =>
        Assert.DoesNotContain(Minnow.Value.GetProperty("claims").EnumerateArray(), c => c.GetProperty("finding").GetString() == "contradicted");

    [Fact]
    public void Kelp_fails_and_its_claim_is_contradicted_with_quotes()
    {
        Assert.Equal("fails", Verdict(Kelp.Value, "osaid-1.0").GetProperty("outcome").GetString());
        var contradicted = Kelp.Value.GetProperty("claims").EnumerateArray().Where(c => c.GetProperty("finding").GetString() == "contradicted").ToList();
        Assert.NotEmpty(contradicted);
        Assert.All(contradicted, c => Assert.NotEqual(0, c.GetProperty("because").GetArrayLength()));
    }

    [Fact]
    public void Kelp_s_tag_and_license_file_disagree() => Assert.NotEqual(0, Kelp.Value.GetProperty("conflicts").GetArrayLength());

    [Fact]
    public void Kelp_s_weights_are_found_to_be_minnow_s()
    {
        var lineage = JsonDocument.Parse(Program.Run("audit", "samples/kelp", "--against", "samples/minnow", "--format", "json").Output).RootElement.GetProperty("lineage");
        var edge = Assert.Single(lineage.GetProperty("measured").EnumerateArray());
        Assert.Equal("identical", edge.GetProperty("relation").GetString());
    }

    [Fact]
    public void Links_that_are_not_followed_are_said_not_to_be() =>
        Assert.Contains("--follow", Program.Run("audit", "samples/kelp", "--follow").Output, StringComparison.Ordinal);

    [Fact]
    public void Verbose_writes_out_what_folds_away()
    {
        var brief = Program.Run("audit", "samples/kelp").Output;
        var full = Program.Run("audit", "samples/kelp", "--verbose").Output;
        Assert.DoesNotContain("Debian ML policy (draft): each requirement", brief, StringComparison.Ordinal);
        Assert.Contains("Debian ML policy (draft): each requirement", full, StringComparison.Ordinal);
    }

    [Fact]
    public void Same_input_gives_the_same_bytes() => Assert.Equal(Program.Run("audit", "samples/kelp", "--format", "json").Output, Program.Run("audit", "samples/kelp", "--format", "json").Output);

    [Theory]
    [InlineData("samples/minnow", 0)]
    [InlineData("samples/kelp", 1)]
    public void The_gate_says_no_to_a_failing_release_only(string source, int exitCode) =>
        Assert.Equal(exitCode, Program.Run("audit", source, "--framework", "osaid-1.0", "--fail-on", "osaid-1.0:fails").ExitCode);

    [Theory]
    [InlineData("samples/minnow")]
    [InlineData("samples/kelp")]
    [InlineData("samples/hostile")]
    public void Every_statement_has_evidence_or_says_where_was_looked(string source)
    {
        foreach (var component in Audit(source).GetProperty("components").EnumerateArray())
        {
            var presence = component.GetProperty("presence").GetString();
            if (presence == "absent") Assert.NotEqual(0, component.GetProperty("looked").GetArrayLength());
            else if (presence != "unknown") Assert.NotEqual(0, component.GetProperty("evidence").GetArrayLength());
        }
    }

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("html")]
    [InlineData("json")]
    public void A_hostile_card_is_reported_without_becoming_a_weapon(string format)
    {
        var output = Program.Run("audit", "samples/hostile", "--format", format).Output;
        Assert.NotEmpty(output);
        if (format == "html") Assert.DoesNotContain("<script", output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\u202E", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
        Assert.All(output.Split('\n'), line => Assert.False(line.TrimStart().StartsWith("::", StringComparison.Ordinal), line));
    }

    [Fact]
    public void An_embedded_and_a_loaded_knowledge_give_the_same_report() =>
        Assert.Equal(Program.Run("audit", "samples/kelp", "--format", "json").Output, Program.Run("audit", "samples/kelp", "--format", "json", "--knowledge", Path.Combine(SharedData.Root, "knowledge")).Output);

    [Fact]
    public void Knowledge_verifies()
    {
        var result = Program.Run("knowledge", "verify");
        Assert.True(result.ExitCode == 0, result.Error);
    }

    private static JsonElement Audit(string source) => JsonDocument.Parse(Program.Run("audit", source, "--format", "json").Output).RootElement;

    private static JsonElement Verdict(JsonElement report, string framework) => report.GetProperty("verdicts").EnumerateArray().First(v => v.GetProperty("framework").GetString() == framework);
}
