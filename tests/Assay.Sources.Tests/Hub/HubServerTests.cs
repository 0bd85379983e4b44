using Assay.Core;

namespace Assay.Sources.Tests;

/// <summary>End to end against the hub on loopback: every fault becomes its own sentence, and a file that could not be had is never absent.</summary>
public sealed class HubServerTests(HubServer server) : IClassFixture<HubServer>, IDisposable
{
    private readonly TempTree _home = new();
    private readonly HurriedClock _clock = new();

    public void Dispose() => _home.Dispose();

    private Release Locate(string source, string? token = null, bool offline = false, double timeout = 10) => ReleaseLocator.Locate(new SourceRequest
    {
        Source = source,
        Offline = offline,
        Clock = _clock,
        HubTimeout = TimeSpan.FromSeconds(timeout),
        Environment = name => name switch { "HF_ENDPOINT" => server.Endpoint, "HF_TOKEN" => token, "XDG_CACHE_HOME" => _home.Root, _ => null },
    });

    private Snapshot Fish(string? token = null, double timeout = 10) => Locate("hf:octo/fish", token, timeout: timeout).Model.Snapshot!;

    private string Host => new Uri(server.Endpoint).Authority;

    private static string Sentence(Snapshot snapshot, string path)
    {
        var entry = snapshot.Find(path);
        Assert.NotNull(entry);
        return Assert.Throws<BlobReadException>(() => snapshot.Open(entry).ReadAll(1000)).Message;
    }

    [Fact]
    public void A_repository_is_listed_first_and_pinned_to_its_commit()
    {
        server.Faults();
        var skip = server.Log().Count;
        var release = Locate("hf:octo/fish");
        Assert.Equal(["README.md", "config.json", "empty.txt", "model.safetensors", "small.safetensors", "sub/ü b.txt"], release.Model.Snapshot!.Paths());
        Assert.Equal(("octo", "fish", $"{Host}/octo/fish", AccessKind.Anonymous), (release.Publisher, release.Name, release.Model.Location, release.Model.Access));
        Assert.Equal(["main"], release.Model.Snapshot!.Refs);
        Assert.DoesNotContain(server.Log(skip), e => e.Path.Contains("/resolve/", StringComparison.Ordinal));
        Assert.Equal("# Fish\n", release.Model.Snapshot!.Text("README.md")[21..]);
        Assert.Equal("odd name", release.Model.Snapshot!.Text("sub/ü b.txt"));
        Assert.Equal("", release.Model.Snapshot!.Text("empty.txt"));
        Assert.All(server.Log(skip).Where(e => e.Path.Contains("/resolve/", StringComparison.Ordinal)), e => Assert.Contains($"/resolve/{release.Model.Revision}/", e.Path, StringComparison.Ordinal));
        Assert.Equal([Host], release.Contacted);
    }

    [Fact]
    public void Bytes_of_large_files_come_by_range_and_stay_on_disk()
    {
        server.Faults();
        var skip = server.Log().Count;
        var release = Locate("hf:octo/fish", "hf_ok");
        var blob = release.Model.Snapshot!.Open(release.Model.Snapshot!.Find("model.safetensors")!);
        var part = new byte[100];
        foreach (var at in (int[])[0, HubServer.BigSize - 100, 5_000_000, 20])
        {
            blob.ReadExactlyAt(at, part);
            Assert.True(server.Big.AsSpan(at, 100).SequenceEqual(part));
        }

        var cdn = server.Log(skip, 6).Where(e => e.Cdn).ToList();
        Assert.Equal(["bytes=0-1048575", "bytes=8388608-9437183", "bytes=4194304-5242879"], cdn.Select(e => e.Range));
        Assert.All(cdn, e => Assert.False(e.Auth, "the token reached the storage"));
        Assert.Contains(server.Log(skip), e => e.Auth);
        Assert.Equal(new[] { server.Cdn, Host }.Order(StringComparer.Ordinal), release.Contacted);
        skip = server.Log().Count;
        Locate("hf:octo/fish", "hf_ok").Model.Snapshot!.Open(release.Model.Snapshot!.Find("model.safetensors")!).ReadExactlyAt(0, part);
        Assert.DoesNotContain(server.Log(skip), e => e.Cdn);
    }

    [Fact]
    public void A_data_set_and_a_renamed_repository_are_read()
    {
        server.Faults();
        var data = Locate("hf:datasets/octo/data");
        Assert.Equal((ArtifactKind.Dataset, "# Data\n"), (data.Model.Kind, data.Model.Snapshot!.Text("README.md")));
        var renamed = Locate("hf:old/fish");
        Assert.Equal("octo", renamed.Publisher);
        Assert.Equal("old/fish is now called octo/fish; it was read under its new name", Assert.Single(renamed.Model.Notes));
        Assert.Equal("{}", renamed.Model.Snapshot!.Text("config.json"));
    }

    [Theory]
    [InlineData("hf:octo/gated", null, "octo/gated", "is gated on HOST: accept its terms there and set HF_TOKEN", AccessKind.Approval)]
    [InlineData("hf:octo/gated", "hf_noaccess", "octo/gated", "is gated on HOST, and the token's owner is not on the list: ask for access there", AccessKind.Approval)]
    [InlineData("hf:octo/auto", null, "octo/auto", "is gated on HOST: accept its terms there and set HF_TOKEN", AccessKind.ClickThrough)]
    public void A_gated_repository_is_listed_and_its_files_are_not_read(string source, string? token, string name, string sentence, AccessKind access)
    {
        server.Faults();
        var model = Locate(source, token).Model;
        Assert.Equal($"{name} {sentence.Replace("HOST", Host, StringComparison.Ordinal)}", model.Why);
        Assert.Equal(access, model.Access);
        Assert.Equal(["README.md", "model.safetensors"], model.Snapshot!.Paths());
        Assert.All(model.Snapshot!.Entries, e => Assert.Equal(EntryState.Listed, e.State));
        Assert.Equal(model.Why, model.Snapshot!.WhyNot("(all files)"));
        Assert.Equal("# Gated\n", Locate(source, "hf_ok").Model.Snapshot!.Text("README.md"));
    }

    [Theory]
    [InlineData("hf:octo/whale", null, "HOST has no octo/whale, or it is private: check the name, or set HF_TOKEN")]
    [InlineData("hf:octo/private", null, "HOST has no octo/private, or it is private: check the name, or set HF_TOKEN")]
    [InlineData("hf:octo/private", "hf_noaccess", "HOST has no octo/private, or it is private and the token gives no access: check the name")]
    [InlineData("hf:octo/disabled", null, "access to octo/disabled is disabled on HOST: it was taken down")]
    [InlineData("hf:octo/fish", "hf_wrong", "HOST does not accept the token: check HF_TOKEN")]
    [InlineData("hf:octo/fish@v9", null, "octo/fish@v9 has no such revision on HOST: Invalid rev id: v9")]
    public void What_the_hub_does_not_give_says_why(string source, string? token, string sentence)
    {
        server.Faults();
        var model = Locate(source, token).Model;
        Assert.Null(model.Snapshot);
        Assert.Equal(sentence.Replace("HOST", Host, StringComparison.Ordinal), model.Why);
    }

    [Theory]
    [InlineData("429=7", "HOST throttles requests (429): try again later, or set HF_TOKEN for a higher limit", 4, "7,7,7")]
    [InlineData("500", "HOST is in trouble (status 500): try again later", 4, "0.5,1,2")]
    [InlineData("502", "HOST is in trouble (status 502): try again later", 4, "0.5,1,2")]
    [InlineData("503=3", "HOST is in trouble (status 503): try again later", 4, "3,3,3")]
    [InlineData("504", "HOST is in trouble (status 504): try again later", 4, "0.5,1,2")]
    [InlineData("reset", "the connection to HOST failed or broke off", 4, "0.5,1,2")]
    [InlineData("badjson", "HOST answered with something else than JSON for octo/fish", 1, "")]
    [InlineData("429=600", "HOST throttles requests (429): try again later, or set HF_TOKEN for a higher limit (it asks to wait 600 seconds)", 1, "")]
    public void A_fault_of_the_listing_leads_to_not_read(string fault, string sentence, int requests, string waits)
    {
        server.Faults($"api/models/octo/fish.*:{fault}");
        var skip = server.Log().Count;
        var model = Locate("hf:octo/fish").Model;
        Assert.Null(model.Snapshot);
        Assert.Equal(sentence.Replace("HOST", Host, StringComparison.Ordinal), model.Why);
        if (fault is not "reset") Assert.Equal(requests, server.Log(skip, requests).Count);
        Assert.Equal(waits, string.Join(',', _clock.Waits.Select(w => w.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("429")]
    [InlineData("503")]
    [InlineData("reset")]
    public void A_fault_that_passes_is_overcome(string fault)
    {
        server.Faults($"octo/fish.*:{fault}:2", $"cdn/.*:{fault}:2");
        var snapshot = Fish();
        Assert.Equal("tiny weights", snapshot.Text("small.safetensors"));
        Assert.NotEmpty(_clock.Waits);
    }

    [Theory]
    [InlineData("resolve.*README.*:500", "README.md", "HOST is in trouble (status 500): try again later")]
    [InlineData("cdn/.*:503", "small.safetensors", "the storage of HOST is in trouble (status 503): try again later")]
    [InlineData("cdn/.*:429", "small.safetensors", "the storage of HOST throttles requests (429): try again later")]
    [InlineData("cdn/.*:reset", "small.safetensors", "the connection to CDN failed or broke off")]
    [InlineData("cdn/.*:truncate=5", "small.safetensors", "the answer for small.safetensors broke off after 5 of 12 bytes")]
    [InlineData("resolve-cache.*:truncate", "config.json", "the answer for config.json broke off after 1 of 2 bytes")]
    [InlineData("cdn/.*:corrupt", "small.safetensors", "small.safetensors came damaged from HOST: its digest is wrong")]
    [InlineData("resolve-cache.*:corrupt", "config.json", "config.json came damaged from HOST: its digest is wrong")]
    [InlineData("resolve/.*:wrongetag", "small.safetensors", "HOST lists small.safetensors with one digest and serves another")]
    [InlineData("resolve.*config.*:badjson", "config.json", "HOST lists config.json with 2 bytes and serves one of 27")]
    public void A_fault_of_a_file_leads_to_not_read_and_the_others_are_read(string fault, string path, string sentence)
    {
        server.Faults(fault);
        var snapshot = Fish("hf_ok");
        Assert.Equal(sentence.Replace("HOST", Host, StringComparison.Ordinal).Replace("CDN", server.Cdn, StringComparison.Ordinal), Sentence(snapshot, path));
        server.Faults();
        Assert.Equal("odd name", snapshot.Text("sub/ü b.txt"));
        Assert.DoesNotContain(server.Log(), e => e.Cdn && e.Auth);
    }

    [Fact]
    public void A_hub_that_does_not_answer_in_time_says_so()
    {
        server.Faults("api/models/octo/fish.*:timeout=2");
        Assert.Equal($"{Host} did not answer within 0.2 seconds", Locate("hf:octo/fish", timeout: 0.2).Model.Why);
        server.Faults("cdn/.*:slow=4");
        Assert.Equal($"{server.Cdn} did not answer within 0.3 seconds", Sentence(Fish(timeout: 0.3), "small.safetensors"));
    }

    [Fact]
    public void A_damaged_transfer_is_repeated_once()
    {
        server.Faults("cdn/.*:corrupt:1");
        Assert.Equal("tiny weights", Fish().Text("small.safetensors"));
    }

    [Fact]
    public void Ignored_ranges_and_missing_page_links_lose_nothing()
    {
        server.Faults("cdn/.*:norange", ".*:nolink");
        var snapshot = Fish();
        Assert.Equal(6, snapshot.Entries.Length);
        var part = new byte[100];
        snapshot.Open(snapshot.Find("model.safetensors")!).ReadExactlyAt(3_000_000, part);
        Assert.True(server.Big.AsSpan(3_000_000, 100).SequenceEqual(part));
    }

    [Fact]
    public void Storage_without_the_file_is_not_absence()
    {
        server.Faults();
        Assert.Equal($"{Host} lists gone.bin, but its storage does not have it", Sentence(Locate("hf:octo/pointer").Model.Snapshot!, "gone.bin"));
    }

    /// <summary>The server notes a request that an earlier test let time out only when it ends, which can be later.</summary>
    private static bool IsOfThisTest((string Path, bool Cdn, bool Auth, string? Range, string Code) request) => request.Code != "timeout";

    [Fact]
    public void After_three_failures_nothing_more_is_tried()
    {
        server.Faults("resolve.*:500");
        var snapshot = Fish();
        foreach (var path in (string[])["README.md", "config.json", "small.safetensors"]) Sentence(snapshot, path);
        var skip = server.Log().Count;
        Assert.Equal($"not tried again after 3 failures: {Host} is in trouble (status 500): try again later", Sentence(snapshot, "model.safetensors"));
        Assert.DoesNotContain(server.Log(skip), IsOfThisTest);
    }

    [Fact]
    public void Offline_is_obeyed_and_served_from_the_cache_where_the_commit_is_known()
    {
        server.Faults();
        var model = Locate("hf:octo/fish").Model;
        model.Snapshot!.Text("README.md");
        var skip = server.Log().Count;
        Assert.Equal($"--offline forbids contacting {Host}: leave it out, or read a downloaded copy with hf-cache:octo/fish", Locate("hf:octo/fish", offline: true).Model.Why);
        var offline = Locate($"hf:octo/fish@{model.Revision}", offline: true);
        Assert.Equal("# Fish\n", offline.Model.Snapshot!.Text("README.md")[21..]);
        Assert.Equal($"--offline forbids contacting {Host} for config.json, and it is not in the cache", Assert.Throws<BlobReadException>(() => offline.Model.Snapshot!.Text("config.json")).Message);
        Assert.DoesNotContain(server.Log(skip), IsOfThisTest);
        Assert.Empty(offline.Contacted);
    }

    [Fact]
    public void A_closed_port_is_no_hub()
    {
        var release = ReleaseLocator.Locate(new SourceRequest { Source = "hf:octo/fish", Clock = _clock, Environment = name => name switch { "HF_ENDPOINT" => "http://127.0.0.1:9", "XDG_CACHE_HOME" => _home.Root, _ => null } });
        Assert.Equal("the connection to 127.0.0.1:9 failed or broke off", release.Model.Why);
    }
}
