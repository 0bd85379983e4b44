using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Assay.Sources.Tests;

/// <summary>The hub on loopback with injected faults, one for all tests of a class.</summary>
public sealed class HubServer : IDisposable
{
    public const int BigSize = 9 << 20;
    private readonly HttpClient _client = new();
    private readonly Process? _process;
    private readonly TempTree _tree = new();

    public HubServer()
    {
        var script = Path.Combine(Environment.GetEnvironmentVariable("ASSAY_SHARED") ?? Path.Combine(Assay.Tests.SharedData.Root, "..", "shared"), "tools", "hubserver.py");
        if (!File.Exists(script)) return;
        Big = new byte[BigSize];
        new Random(11).NextBytes(Big);
        _tree.File("fish/README.md", "---\nlicense: mit\n---\n# Fish\n").File("fish/config.json", "{}").File("fish/sub/ü b.txt", "odd name").File("fish/small.safetensors", "tiny weights").File("fish/model.safetensors", Big).File("fish/empty.txt", "");
        _tree.File("gated/README.md", "# Gated\n").File("gated/model.safetensors", "weights");
        _tree.File("pointer/README.md", "# P\n").File("pointer/gone.bin", $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('a', 64)}\nsize 5000\n");
        _tree.File("data/README.md", "# Data\n");
        var cdn = FreePort();
        string Repo(string name) => _tree[name];
        string[] arguments =
        [
            script, "--port", "0", "--cdn-port", $"{cdn}", "--resolve-cache", "--repo", $"octo/fish={Repo("fish")}", "--repo", $"octo/gated={Repo("gated")}", "--repo", $"octo/auto={Repo("gated")}",
            "--repo", $"octo/private={Repo("gated")}", "--repo", $"octo/disabled={Repo("gated")}", "--repo", $"octo/pointer={Repo("pointer")}", "--dataset", $"octo/data={Repo("data")}",
            "--gate", "octo/gated", "--gate", "octo/auto=auto", "--private", "octo/private", "--disable", "octo/disabled", "--alias", "old/fish=octo/fish",
        ];
        try
        {
            _process = Process.Start(new ProcessStartInfo("python3", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return;
        }

        _process!.BeginErrorReadLine();
        var line = _process!.StandardOutput.ReadLine() ?? "";
        Endpoint = line.StartsWith("hub ", StringComparison.Ordinal) ? line.Split(' ')[1] : "";
        Cdn = $"127.0.0.1:{cdn}";
    }

    public string Endpoint { get; } = "";

    public string Cdn { get; } = "";

    public byte[] Big { get; } = [];

    internal string Root => _tree.Root;

    public void Faults(params string[] faults)
    {
        Assert.SkipWhen(Endpoint.Length == 0, "the test hub cannot run here: it needs python3 and tools/hubserver.py of the shared folder");
        using var body = new StringContent(JsonSerializer.Serialize(faults));
        _client.PostAsync($"{Endpoint}/__faults", body).Result.EnsureSuccessStatusCode();
    }

    /// <summary>What the client did since a number of requests; asked again until there are enough, for the server notes a request after it has answered.</summary>
    internal IReadOnlyList<(string Path, bool Cdn, bool Auth, string? Range, string Code)> Log(int skip, int atLeast)
    {
        var log = Log(skip);
        for (var asked = 0; asked < 100 && log.Count < atLeast; asked++) log = Log(skip);
        return log;
    }

    /// <summary>What the client did since a number of requests.</summary>
    internal IReadOnlyList<(string Path, bool Cdn, bool Auth, string? Range, string Code)> Log(int skip = 0)
    {
        using var log = JsonDocument.Parse(_client.GetStringAsync($"{Endpoint}/__log").Result);
        return [.. log.RootElement.EnumerateArray().Where(e => !e.GetProperty("path").GetString()!.StartsWith("/__", StringComparison.Ordinal)).Skip(skip)
            .Select(e => (e.GetProperty("path").GetString()!, e.GetProperty("cdn").GetBoolean(), e.GetProperty("auth").GetBoolean(), e.GetProperty("range").GetString(), e.GetProperty("code").ToString()))];
    }

    public void Dispose()
    {
        _client.Dispose();
        if (_process is { HasExited: false }) _process.Kill();
        _process?.Dispose();
        _tree.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
