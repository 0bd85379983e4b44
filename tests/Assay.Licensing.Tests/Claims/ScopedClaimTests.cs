using Assay.Core;
using Assay.Formats;
using Assay.Licensing.Claims;
using Assay.Tests;

namespace Assay.Licensing.Tests.Claims;

/// <summary>Kind, polarity, subject and scope of sentences in our own words.</summary>
public sealed class ScopedClaimTests
{
    /// <summary>How many of the sentences are read as labeled; it may only grow.</summary>
    private const int Right = 76;

    private static readonly ClaimAnalyzer Analyzer = new(LabeledLicenses.Knowledge, LicenseCatalog.Load(LabeledLicenses.Knowledge));

    [Fact]
    public void Sentences_are_read_with_subject_and_scope()
    {
        var (right, misses) = (0, new List<string>());
        foreach (var line in File.ReadLines(Path.Combine(SharedData.Root, "tests/Assay.Licensing.Tests/Claims/scoped-cases.txt")).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line.Split('\t') is not [var expected, var sentence]) continue;
            var found = Analyzer.Analyze(TextDocument.Of("README.md", sentence)).Claims
                .Where(c => c.Kind is ClaimKind.OpenSource or ClaimKind.OpenWeights or ClaimKind.OpenData or ClaimKind.FullyOpen or ClaimKind.Other && c.Subject == ClaimSubject.Self)
                .Select(c => $"{WireName.Of(c.Kind)} {WireName.Of(c.Polarity)} {WireName.Of(c.Subject)} {(c.Scope is { } s ? WireName.Of(s) : "-")}").ToList();
            if (expected == "none" ? found.Count == 0 : found.Contains(expected)) right++;
            else misses.Add($"{expected} | {string.Join(", ", found)} | {sentence}");
        }

        Assert.True(right >= Right, $"{right}\n{string.Join('\n', misses)}");
    }
}
