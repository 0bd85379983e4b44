using Assay.Core;
using Assay.Formats;

namespace Assay.Licensing;

/// <summary>Loads the knowledge of identification strictly and runs the samples of its rules.</summary>
public static class IdentificationVerifier
{
    /// <summary>The problems, each with file and line; empty where all is well.</summary>
    /// <exception cref="KnowledgeException">A file is wrong.</exception>
    public static IEnumerable<string> Verify(DataTable knowledge)
    {
        var identifier = LicenseIdentifier.Create(knowledge);
        var problems = new List<string>();
        foreach (var sample in NoticeRules.Load(knowledge).Samples)
        {
            var found = identifier.Identify(TextDocument.Of("sample", sample.Text));
            var ids = found.Matches.Select(m => m.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (!ids.SequenceEqual(sample.Ids.Order(StringComparer.Ordinal))) problems.Add($"{sample.Node}: the sample gives [{string.Join(", ", ids)}], not [{string.Join(", ", sample.Ids)}]");
            if (sample.Expression is { } expression && found.Expression != expression) problems.Add($"{sample.Node}: the sample gives the expression {found.Expression}, not {expression}");
        }

        return problems;
    }
}
