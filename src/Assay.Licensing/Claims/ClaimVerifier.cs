using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing.Claims;

/// <summary>Runs the samples of the claim word lists.</summary>
public static class ClaimVerifier
{
    /// <summary>The samples that fail, each as one sentence.</summary>
    /// <exception cref="KnowledgeException">A file is wrong.</exception>
    public static IEnumerable<string> Verify(DataTable knowledge)
    {
        var analyzer = new ClaimAnalyzer(knowledge, LicenseCatalog.Load(knowledge));
        foreach (var language in (string[])["en", "zh"])
        {
            foreach (var sample in ClaimLexicon.Load(knowledge, language).Samples)
            {
                var claims = analyzer.Analyze(TextDocument.Of("sample", sample.Text)).Claims;
                var holds = sample.Kind is null
                    ? !claims.Any(c => c is { Subject: ClaimSubject.Self, Kind: ClaimKind.OpenSource or ClaimKind.FullyOpen or ClaimKind.OpenWeights })
                    : claims.Any(c => c.Kind == sample.Kind && c.Polarity == sample.Polarity && c.Subject == sample.Subject);
                if (!holds) yield return $"claims/{language}.yaml: the sample '{sample.Text}' is not read as {(sample.Kind is null ? "no claim" : "stated")}";
            }
        }
    }
}
