using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Assay.Core;

namespace Assay.Sources.Tests;

/// <summary>Hubs that lie, lead elsewhere or hand out expired addresses; no socket is opened.</summary>
public sealed class HubStubTests : IDisposable
{
    private const string Hub = "https://hub.example";
    private static readonly string Commit = new('c', 40);
    private readonly TempTree _home = new();

    public void Dispose() => _home.Dispose();

    private sealed class Stub(Func<Uri, HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public List<(Uri Address, bool Auth)> Seen { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Seen.Add((request.RequestUri!, request.Headers.Authorization is not null));
            var response = answer(request.RequestUri!, request);
            response.RequestMessage = request;
            return Task.FromResult(response);
        }
    }

    private static HttpResponseMessage Text(string text, HttpStatusCode status = HttpStatusCode.OK) => new(status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };

    private static HttpResponseMessage To(string location, HttpStatusCode status = HttpStatusCode.Found) => new(status) { Headers = { Location = new Uri(location, UriKind.RelativeOrAbsolute) }, Content = new ByteArrayContent([]) };

    private static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Info(string files) => $$"""{"id":"octo/fish","sha":"{{Commit}}","gated":false,"siblings":[{{files}}]}""";

    private static string Lfs(string path, long size, string sha) => $$"""{"rfilename":"{{path}}","size":{{size}},"lfs":{"sha256":"{{sha}}","size":{{size}} } }""";

    private (Artifact Model, Stub Stub) Locate(string info, Func<Uri, HttpRequestMessage, HttpResponseMessage> files, string endpoint = Hub)
    {
        var stub = new Stub((address, request) => address.AbsolutePath.StartsWith("/api/models/", StringComparison.Ordinal) ? Text(address.AbsolutePath.EndsWith("/refs", StringComparison.Ordinal) ? "{}" : info) : files(address, request));
        var release = ReleaseLocator.Locate(new SourceRequest
        {
            Source = "hf:octo/fish",
            Http = stub,
            Clock = new HurriedClock(),
            Environment = name => name switch { "HF_ENDPOINT" => endpoint, "HF_TOKEN" => "secret", "XDG_CACHE_HOME" => _home.Root, _ => null },
        });
        return (release.Model, stub);
    }

    private static string Failure(Artifact model, string path) => Assert.Throws<BlobReadException>(() => model.Snapshot!.Open(model.Snapshot!.Find(path)!).ReadAll(100)).Message;

    [Theory]
    [InlineData(4, "hub.example lists a.bin with 4 bytes and serves one of 5")]
    [InlineData(99, "hub.example lists a.bin with 99 bytes and serves one of 5")]
    public void A_hub_that_lies_about_sizes_is_told(long listed, string sentence)
    {
        var (model, _) = Locate(Info(Lfs("a.bin", listed, Sha("12345"))), (_, _) => Text("12345"));
        Assert.Equal(sentence, Failure(model, "a.bin"));
    }

    [Fact]
    public void A_listed_size_beyond_reason_allocates_nothing()
    {
        var (model, _) = Locate(Info(Lfs("a.bin", long.MaxValue, Sha("12345"))), (_, _) => Text("12345"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.StartsWith("hub.example lists a.bin with 9223372036854775807 bytes", Failure(model, "a.bin"), StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10 << 20);
    }

    [Theory]
    [InlineData("http://cdn.example/x", "a redirect from https to http")]
    [InlineData("https://127.0.0.1/x", "a redirect to a private address")]
    [InlineData("https://localhost/x", "a redirect to a private address")]
    [InlineData("https://169.254.169.254/latest/meta-data", "a redirect to a private address")]
    [InlineData("https://[::1]/x", "a redirect to a private address")]
    [InlineData("https://[::ffff:10.0.0.1]/x", "a redirect to a private address")]
    [InlineData("ftp://cdn.example/x", "a redirect to something else than http or https")]
    [InlineData("https://user:word@cdn.example/x", "a redirect to an address with a user name in it")]
    public void Redirects_that_lead_astray_are_not_followed(string location, string why)
    {
        var (model, stub) = Locate(Info(Lfs("a.bin", 5, Sha("12345"))), (address, _) => address.Host == "hub.example" ? To(location) : Text("12345"));
        Assert.Equal($"hub.example answered with {why}; it was not followed", Failure(model, "a.bin"));
        Assert.All(stub.Seen, s => Assert.Equal("hub.example", s.Address.Host));
    }

    [Fact]
    public void The_token_goes_to_the_endpoint_only()
    {
        var (model, stub) = Locate(Info(Lfs("a.bin", 5, Sha("12345"))), (address, _) => address.Host == "hub.example" ? To("https://cdn.example/x?Signature=1") : Text("12345"));
        Assert.Equal("12345", model.Snapshot!.Text("a.bin"));
        Assert.All(stub.Seen, s => Assert.Equal(s.Address.Host == "hub.example", s.Auth));
        Assert.Contains(stub.Seen, s => s.Address.Host == "cdn.example");
    }

    [Fact]
    public void The_token_is_not_sent_without_encryption()
    {
        var (model, stub) = Locate(Info(Lfs("a.bin", 5, Sha("12345"))), (_, _) => Text("12345"), "http://hub.example");
        Assert.All(stub.Seen, s => Assert.False(s.Auth));
        Assert.Equal("the token was not sent to hub.example, because the connection is not encrypted", Assert.Single(model.Notes));
    }

    [Fact]
    public void An_expired_signed_address_is_renewed_once()
    {
        var (size, renewed) = (20 << 20, 0);
        var (model, stub) = Locate(Info(Lfs("a.bin", size, Sha("x"))), (address, request) =>
        {
            if (address.Host == "hub.example") return To($"https://cdn.example/x?Signature={++renewed}");
            if (address.Query == "?Signature=1" && request.Headers.Range!.Ranges.First().From > 0) return Text("expired", HttpStatusCode.Forbidden);
            var part = new ByteArrayContent(new byte[1 << 20]) { Headers = { ContentRange = new ContentRangeHeaderValue(request.Headers.Range!.Ranges.First().From!.Value, request.Headers.Range.Ranges.First().To!.Value, size) } };
            return new HttpResponseMessage(HttpStatusCode.PartialContent) { Content = part };
        });
        var blob = model.Snapshot!.Open(model.Snapshot!.Find("a.bin")!);
        var some = new byte[10];
        blob.ReadExactlyAt(0, some);
        blob.ReadExactlyAt(5 << 20, some);
        blob.ReadExactlyAt(7 << 20, some);
        Assert.Equal(2, renewed);
        var (refused, _) = Locate(Info(Lfs("b.bin", 5, Sha("12345"))), (address, _) => address.Host == "hub.example" ? To("https://cdn.example/x") : Text("no", HttpStatusCode.Forbidden));
        Assert.Equal("the storage of hub.example refuses b.bin even by a fresh signed address", Failure(refused, "b.bin"));
        Assert.NotEmpty(stub.Seen);
    }

    [Theory]
    [InlineData("{}", "hub.example names no commit for octo/fish")]
    [InlineData("[]", "hub.example names no commit for octo/fish")]
    [InlineData("""{"sha":"main","siblings":[]}""", "hub.example names no commit for octo/fish")]
    [InlineData("""{"sha":"cccccccccccccccccccccccccccccccccccccccc"}""", "hub.example lists no files for octo/fish")]
    [InlineData("<html>", "hub.example answered with something else than JSON for octo/fish")]
    public void An_answer_that_is_no_listing_is_told(string info, string sentence) => Assert.Equal(sentence, Locate(info, (_, _) => Text("")).Model.Why);

    [Fact]
    public void Names_that_lead_out_of_the_tree_are_refused()
    {
        var (model, _) = Locate(Info(Lfs("../evil", 1, Sha("1")) + "," + Lfs("ok", 5, Sha("12345")) + """,{"rfilename":"unknown"}"""), (_, _) => Text("12345"));
        Assert.Equal(["ok", "unknown"], model.Snapshot!.Paths());
        Assert.Contains("leads out of the tree", model.Snapshot!.WhyNot("../evil"), StringComparison.Ordinal);
        Assert.Equal("hub.example does not tell its size", model.Snapshot!.WhyNot("unknown"));
    }

    [Fact]
    public void Redirects_in_a_circle_end()
    {
        var (model, _) = Locate(Info(Lfs("a.bin", 5, Sha("12345"))), (address, _) => To(address.AbsolutePath));
        Assert.Equal("hub.example redirects in a circle for a.bin", Failure(model, "a.bin"));
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.1.1", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("::", true)]
    [InlineData("2606:4700::1111", false)]
    public void Private_addresses_are_known(string address, bool isPrivate) => Assert.Equal(isPrivate, HubAddresses.IsPrivate(IPAddress.Parse(address)));

    [Theory]
    [InlineData("hf:")]
    [InlineData("hf:a/b/c")]
    [InlineData("hf:../x")]
    [InlineData("hf:octo/fish@")]
    public void What_names_no_repository_is_refused(string source) =>
        Assert.Contains("names no repository; write hf:ORG/NAME", Show.Refusal(() => ReleaseLocator.Locate(new SourceRequest { Source = source })), StringComparison.Ordinal);

    [Fact]
    public void A_token_that_is_none_is_a_usage_error() => Assert.Contains("characters that no token has", Show.Refusal(() => ReleaseLocator.Locate(new SourceRequest { Source = "hf:octo/fish", Environment = name => name == "HF_TOKEN" ? "a\nb" : null })), StringComparison.Ordinal);

    [Fact]
    public void A_wrong_endpoint_is_a_usage_error() => Assert.Contains("HF_ENDPOINT is not an http or https address", Show.Refusal(() => Locate("", (_, _) => Text(""), "nonsense")), StringComparison.Ordinal);
}
