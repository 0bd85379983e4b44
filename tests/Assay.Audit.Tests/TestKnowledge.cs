using Assay.Core;
using Assay.Formats;
using Assay.Licensing;
using Assay.Tests;

namespace Assay.Audit.Tests;

/// <summary>The knowledge of the checkout, compiled once.</summary>
internal static class TestKnowledge
{
    public static DataTable Table { get; } = new(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge")));

    public static LicenseAnalyzer Licenses { get; } = new(Table, File.ReadAllBytes(Path.Combine(SharedData.Root, "knowledge", "identification", "fingerprints.bin")));
}
