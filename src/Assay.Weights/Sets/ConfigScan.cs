using System.Text.Json;
using Assay.Core;
using Assay.Weights.Containers;

namespace Assay.Weights;

/// <summary>What configuration files beside the weights ask for: code to be loaded, templates to be rendered, and the base of an adapter.</summary>
internal static class ConfigScan
{
    private const long MaxBytes = 64L << 20;
    private const int MostClasses = 12;

    public static void Read(WeightSource source, SetFindings findings)
    {
        var name = source.Path[(source.Path.LastIndexOf('/') + 1)..];
        if (name.EndsWith(".jinja", StringComparison.OrdinalIgnoreCase)) findings.Unsafe.Add(new UnsafeContent("chat template (a small program that lays out conversations; Assay does not run it)", source.Path));
        if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".index.json", StringComparison.Ordinal) || name is "tokenizer.json" or "vocab.json") return;
        try
        {
            var blob = source.Open();
            if (blob.Length > MaxBytes) findings.Notes.Add($"{source.Path} was not looked at: it is longer than {MaxBytes} bytes");
            else Scan(source.Path, name, blob.ReadAll(MaxBytes), findings);
        }
        catch (Exception e) when (e is JsonException or BlobReadException or InvalidOperationException)
        {
            findings.Notes.Add($"{source.Path} was not looked at to its end: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static void Scan(string path, string name, byte[] bytes, SetFindings findings)
    {
        var span = bytes.AsSpan();
        if (span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) span = span[3..];
        var json = new Utf8JsonReader(span, new JsonReaderOptions { MaxDepth = 64, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName) continue;
            var key = json.GetString()!;
            if (key is "auto_map") Classes(ref json, path, findings);
            else if (key is "trust_remote_code") Flag(ref json, path, findings);
            else if (key is "chat_template") Template(ref json, path, findings);
            else if (name == "adapter_config.json" && json.CurrentDepth == 1) Adapter(ref json, key, findings);
        }
    }

    private static void Classes(ref Utf8JsonReader json, string path, SetFindings findings)
    {
        if (!json.Read()) return;
        var depth = json.CurrentDepth;
        var nested = json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        var classes = new List<string>();
        do
        {
            if (json.TokenType == JsonTokenType.String && json.GetString() is { } code && !classes.Contains(code, StringComparer.Ordinal)) classes.Add(code);
        }
        while (nested && json.Read() && json.CurrentDepth > depth);
        if (classes.Count == 0) return;
        var more = classes.Count > MostClasses ? $" and {classes.Count - MostClasses} more" : "";
        findings.Unsafe.Add(new UnsafeContent($"custom code: loading it runs the publisher's program code (auto_map: {string.Join(", ", classes.Take(MostClasses).Select(Names.Plain))}{more})", path));
    }

    private static void Flag(ref Utf8JsonReader json, string path, SetFindings findings)
    {
        if (json.Read() && json.TokenType == JsonTokenType.True) findings.Unsafe.Add(new UnsafeContent("custom code: it asks for program code to be run on loading (trust_remote_code)", path));
    }

    private static void Template(ref Utf8JsonReader json, string path, SetFindings findings)
    {
        if (json.Read() && json.TokenType is JsonTokenType.String or JsonTokenType.StartArray) findings.Unsafe.Add(new UnsafeContent("chat template (a small program that lays out conversations; Assay does not run it)", path));
    }

    private static void Adapter(ref Utf8JsonReader json, string key, SetFindings findings)
    {
        if (!json.Read()) return;
        var value = json.TokenType switch
        {
            JsonTokenType.String => json.GetString(),
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(json.ValueSpan),
            JsonTokenType.True => "true",
            JsonTokenType.False => "false",
            JsonTokenType.StartArray => Strings(ref json),
            _ => null,
        };
        if (value is not null && findings.Metadata.Count < 1000) findings.Metadata[$"adapter.{key}"] = value.Length > 4096 ? value[..4096] : value;
    }

    private static string Strings(ref Utf8JsonReader json)
    {
        var items = new List<string>();
        var depth = json.CurrentDepth;
        while (json.Read() && json.CurrentDepth > depth)
        {
            if (json.TokenType == JsonTokenType.String && items.Count < 100) items.Add(json.GetString()!);
        }

        return string.Join(", ", items);
    }
}
