using System.Xml.Linq;
using Assay.Tests;

namespace Assay.Architecture;

/// <summary>Arrows between projects point down only.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Assay.Core"] = [],
        ["Assay.Formats"] = ["Assay.Core"],
        ["Assay.Sources"] = ["Assay.Core", "Assay.Formats"],
        ["Assay.Weights"] = ["Assay.Core", "Assay.Formats"],
        ["Assay.Licensing"] = ["Assay.Core", "Assay.Formats"],
        ["Assay.Audit"] = ["Assay.Core", "Assay.Formats", "Assay.Sources", "Assay.Weights", "Assay.Licensing"],
        ["Assay.Lineage"] = ["Assay.Core", "Assay.Formats", "Assay.Weights"],
        ["Assay.Economics"] = ["Assay.Core"],
        ["Assay.Engine"] = ["Assay.Core", "Assay.Formats", "Assay.Sources", "Assay.Weights", "Assay.Licensing", "Assay.Audit", "Assay.Lineage", "Assay.Economics", "KnowledgeCompiler"],
        ["Assay.Reports"] = ["Assay.Core"],
        ["Assay.Cli"] = ["Assay.Core", "Assay.Engine", "Assay.Reports"],
    };

    public static TheoryData<string> Projects() => new(Directory.EnumerateFiles(Path.Combine(SharedData.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(f => Path.GetFileNameWithoutExtension(f)!));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Arrows_point_down(string project)
    {
        var file = Path.Combine(SharedData.Root, "src", project, project + ".csproj");
        var references = XDocument.Load(file).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Subset(Allowed[project].ToHashSet(StringComparer.Ordinal), references.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void Core_has_no_packages() =>
        Assert.Empty(XDocument.Load(Path.Combine(SharedData.Root, "src/Assay.Core/Assay.Core.csproj")).Descendants("PackageReference"));
}
