using Assay.Core;
using Assay.Formats;
using Assay.Licensing;
using Assay.Tests;

namespace Assay.Engine.Tests;

public sealed class EmbeddedIndexTests
{
    [Fact]
    public void The_embedded_index_is_that_of_the_checkout()
    {
        var folder = new DataTable(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge")));
        var embedded = Knowledge.Embedded.Derived(LicenseIndex.Name, _ => throw new InvalidOperationException("the program has no index of licenses"));
        Assert.Equal(LicenseIndex.Compile(folder), embedded.ToArray());
    }
}
