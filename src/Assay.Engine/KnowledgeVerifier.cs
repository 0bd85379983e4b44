using Assay.Core;
using Assay.Licensing;

namespace Assay.Engine;

/// <summary>Loads every knowledge file through its strict loader and runs its samples.</summary>
public static class KnowledgeVerifier
{
    /// <summary>Verifies a table.</summary>
    /// <param name="knowledge">The table.</param>
    /// <param name="summary">What was verified, one line.</param>
    /// <returns>The problems, each with file and line; empty where all is well.</returns>
    public static IReadOnlyList<string> Verify(DataTable knowledge, out string summary)
    {
        var problems = new List<string>();
        foreach (var room in Rooms)
        {
            try
            {
                problems.AddRange(room(knowledge));
            }
            catch (KnowledgeException e)
            {
                if (!problems.Contains(e.Message)) problems.Add(e.Message);
            }
        }

        summary = $"{knowledge.Files.Length} knowledge files verified, version {knowledge.Digest}";
        return problems;
    }

    /// <summary>One loader-and-sample-runner a room; each returns its problems.</summary>
    private static readonly IReadOnlyList<Func<DataTable, IEnumerable<string>>> Rooms =
    [
        SizingVerifier.Verify,
        PriceVerifier.Verify,
        Audit.FrameworkVerifier.Verify,
        Licensing.Claims.ClaimVerifier.Verify,
        Audit.SignalVerifier.Verify,
        LicensingVerifier.Verify,
        IdentificationVerifier.Verify,
    ];
}
