using Assay.Core;
using Assay.Licensing.Claims;

namespace Assay.Audit;

/// <summary>What cards say, each text read once: copies of a card in another artifact say nothing new.</summary>
internal sealed class ClaimReader(ReleaseIndex index, ClaimAnalyzer analyzer)
{
    private List<(AuditFile File, IReadOnlyList<TextClaim> Claims)>? _all;

    /// <summary>The claims of the cards and of the READMEs at the roots of the artifacts, the model first.</summary>
    public IReadOnlyList<(AuditFile File, IReadOnlyList<TextClaim> Claims)> All => _all ??= [.. Documents().Select(f => (f, analyzer.Analyze(f.Text!).Claims))];

    /// <summary>The ids of the licenses that a quote names, each with the part that it puts under it.</summary>
    public IReadOnlyList<(string Id, ClaimScope? Scope)> LicensesIn(string quote) => analyzer.LicensesIn(quote);

    private IEnumerable<AuditFile> Documents()
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in index.Own.Where(f => f.Role is FileRole.Card or FileRole.Readme && f.Markdown is not null).OrderBy(f => f.Role))
        {
            if (file.Text!.Sha256 is not { } sha || read.Add(sha)) yield return file;
        }
    }
}
