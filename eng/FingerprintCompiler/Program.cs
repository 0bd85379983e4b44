using System.Text.Json;
using Assay.Licensing;

// Compiles license texts into the fingerprint file that Assay.Engine embeds; no text is kept:
//   FingerprintCompiler SPDX_FOLDER OUTPUT [LABELED_FOLDER]
// SPDX_FOLDER: the folder `licenses` of the npm package spdx-license-list (one JSON file a license).
// LABELED_FOLDER: NAME.txt with NAME.json (id, spdx, clauses with section and quote).
if (args.Length < 2)
{
    await Console.Error.WriteLineAsync("usage: FingerprintCompiler SPDX_FOLDER OUTPUT [LABELED_FOLDER]");
    return 2;
}

var fingerprints = new List<TextFingerprint>();
if (args.Length > 2)
{
    foreach (var file in Directory.EnumerateFiles(args[2], "*.json").Order(StringComparer.Ordinal))
    {
        using var label = JsonDocument.Parse(File.ReadAllBytes(file));
        var id = label.RootElement.GetProperty("spdx").GetString() ?? "LicenseRef-" + label.RootElement.GetProperty("id").GetString();
        fingerprints.Add(FingerprintBuilder.Build([id], File.ReadAllText(Path.ChangeExtension(file, ".txt")), [.. Quotes(label.RootElement)]));
    }
}

foreach (var file in Directory.EnumerateFiles(args[0], "*.json").OrderBy(f => f.Length).ThenBy(f => f, StringComparer.Ordinal))
{
    var id = Path.GetFileNameWithoutExtension(file);
    if (Superseded(id)) continue;
    using var entry = JsonDocument.Parse(File.ReadAllBytes(file));
    fingerprints.Add(FingerprintBuilder.Build([id], entry.RootElement.GetProperty("licenseText").GetString() ?? ""));
}

var bytes = FingerprintWriter.Write(fingerprints);
File.WriteAllBytes(args[1], bytes);
await Console.Out.WriteLineAsync($"{fingerprints.Count} texts, {fingerprints.Sum(f => (long)f.Length)} words, {bytes.Length} bytes");
return 0;

static IEnumerable<(string Code, string Section, string Quote)> Quotes(JsonElement label)
{
    foreach (var (group, prefix) in new[] { ("clauses", ""), ("osaid", "freedom-") })
    {
        if (!label.TryGetProperty(group, out var facts)) continue;
        foreach (var fact in facts.EnumerateObject())
        {
            if (fact.Value.TryGetProperty("quote", out var quote) && quote.GetString() is { } words)
            {
                yield return (prefix + fact.Name.Replace('_', '-'), fact.Value.TryGetProperty("section", out var section) ? section.GetString() ?? "" : "", words);
            }
        }
    }
}

// Deprecated ids whose replacement carries the same text.
static bool Superseded(string id) => id.StartsWith("GPL-", StringComparison.Ordinal) || id.StartsWith("LGPL-", StringComparison.Ordinal) || id.StartsWith("AGPL-", StringComparison.Ordinal) || id.StartsWith("GFDL-", StringComparison.Ordinal)
    ? !id.EndsWith("-only", StringComparison.Ordinal) && !id.EndsWith("-or-later", StringComparison.Ordinal)
    : id is "StandardML-NJ" or "BSD-2-Clause-NetBSD" or "BSD-2-Clause-FreeBSD" or "Nunit";
