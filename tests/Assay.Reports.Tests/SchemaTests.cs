using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Assay.Reports.Json;
using Assay.Reports.Licensing;
using Assay.Tests;

namespace Assay.Reports.Tests;

/// <summary>The published schemas are those of the types that write the JSON.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Names() => new(Types.Keys);

    private static readonly Dictionary<string, JsonTypeInfo> Types = new(StringComparer.Ordinal)
    {
        ["report"] = ReportJsonContext.Default.Report,
        ["claims"] = ClaimsJsonContext.Default.ClaimsResult,
        ["decide"] = DecideJsonContext.Default.DecideResult,
        ["weights"] = WeightsShowJsonContext.Default.WeightsShow,
        ["lineage"] = LineageJsonContext.Default.LineageResult,
        ["size"] = SizeJsonContext.Default.SizeResult,
        ["identify"] = LicenseJsonContext.Default.LicenseIdentification,
        ["compare"] = LicenseJsonContext.Default.LicenseComparison,
        ["diff"] = FrameworksJsonContext.Default.DiffResult,
        ["frameworks"] = FrameworksJsonContext.Default.FrameworkList,
        ["rebuild"] = RebuildJsonContext.Default.RebuildInfo,
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Published_schema_is_up_to_date(string name)
    {
        var file = Path.Combine(SharedData.Root, "docs/schemas", name + "-1.schema.json");
        var schema = JsonSchemas.Of(name, Types[name]);
        if (Environment.GetEnvironmentVariable("ASSAY_GOLDEN") == "update")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, schema);
        }

        Assert.Equal(File.ReadAllText(file), schema);
    }

    [Fact]
    public void A_report_has_every_key_of_the_contract()
    {
        var properties = JsonNode.Parse(JsonSchemas.Of("report", ReportJsonContext.Default.Report))!["properties"]!.AsObject().Select(p => p.Key);
        Assert.Equal(["schemaVersion", "tool", "invocation", "release", "licenses", "obligations", "conflicts", "uses", "components", "claims", "verdicts", "lineage", "rebuild", "findings", "evidence", "coverage"], properties);
    }
}
