using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>Licenses and acceptable use policies of one folder: a license that takes in a policy is read together with the one beside it.</summary>
/// <param name="analyzer">The licensing room.</param>
/// <param name="policies">The policies at hand; looked up when a license first takes one in.</param>
public sealed class PolicyPairing(LicenseAnalyzer analyzer, IEnumerable<TextDocument> policies)
{
    private readonly Lazy<IReadOnlyList<TextDocument>> _policies = new(() => [.. policies]);

    private static readonly string[] Names = ["use_policy", "use-policy", "usage_policy", "usage-policy", "acceptable_use", "acceptable-use", "prohibited_use", "prohibited-use"];

    /// <summary>Whether a file is a use policy by its name.</summary>
    public static bool IsPolicy(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return Array.Exists(Names, n => name.Contains(n, StringComparison.OrdinalIgnoreCase)) || name.Equals("aup", StringComparison.OrdinalIgnoreCase) || name.EndsWith("-aup", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_aup", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Analyzes a text; where it takes in a policy and one lies beside it, the policy is part of it.</summary>
    public LicenseFile Analyze(TextDocument document, AnalyzeOptions options)
    {
        var alone = analyzer.Analyze(document, options);
        if (options.Policy is not null || IsPolicy(document.Path) || !IncorporatedPolicy.IsOpen(alone)) return alone;
        return Beside(document, alone) is { } policy ? analyzer.Analyze(document, options with { Policy = policy }) : alone;
    }

    private TextDocument? Beside(TextDocument license, LicenseFile read)
    {
        var near = _policies.Value.Where(p => Folder(p.Path) == Folder(license.Path)).ToList();
        if (near.Count < 2) return near.Count == 0 ? null : near[0];
        var known = read.Matches.Select(m => analyzer.Known.Of(m.Id)?.Policy).FirstOrDefault(p => p is not null);
        return near.Find(p => analyzer.Identify(p).Matches.Any(m => known is not null && Plain(m.Id) == known));
    }

    private static string Plain(string id) => id.StartsWith("LicenseRef-", StringComparison.Ordinal) ? id[11..] : id;

    private static string Folder(string path) => path.LastIndexOf('/') is >= 0 and var at ? path[..at] : "";
}
