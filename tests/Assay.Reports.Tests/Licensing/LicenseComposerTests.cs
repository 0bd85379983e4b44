using Assay.Core;
using Assay.Formats;
using Assay.Reports.Licensing;
using Assay.Reports.Text;
using Assay.Tests;

namespace Assay.Reports.Tests.Licensing;

public sealed class LicenseComposerTests
{
    private static readonly LicenseComposer Composer = new(new MessageCatalog(new DataTable(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge")))));

    private static LicenseFile Altered() => new()
    {
        Path = "LICENSE",
        Expression = "LicenseRef-example",
        Matches =
        [
            new LicenseMatch
            {
                Id = "LicenseRef-example",
                Name = "Example License",
                Match = LicenseMatchKind.Altered,
                Coverage = 0.97,
                AlteredSections = ["2"],
                Edits = [new LicenseEdit("2", EditKind.Value, "700 million", "70 million\u202E ::warning", "user-threshold: 700,000,000 -> 70,000,000")],
                Lines = new LineRange(1, 40),
            },
        ],
        Facts = new Dictionary<string, ClauseFact>(StringComparer.Ordinal)
        {
            [ClauseCodes.CommercialUse] = new(new ClauseValue.Word("conditional"), "2", new LineRange(12, 12), "more than 70 million monthly active users", Certainty.Stated),
            [ClauseCodes.UserThreshold] = new(new ClauseValue.Count(70_000_000), "2", new LineRange(12, 12), "more than 70 million monthly active users", Certainty.Stated),
            [ClauseCodes.Geography] = new(null, null, null, null, Certainty.Unknown),
            [ClauseCodes.Termination] = new(new ClauseValue.Words(["breach"]), "6", new LineRange(30, 30), "terminate if you are in breach", Certainty.Doubtful),
        },
        Freedoms = new Freedoms(Freedom.Restricted, Freedom.Free, Freedom.Restricted, Freedom.Restricted),
        DecidedBy = new Dictionary<string, string>(StringComparer.Ordinal) { ["use"] = ClauseCodes.CommercialUse, ["modify"] = ClauseCodes.CommercialUse, ["share"] = ClauseCodes.CommercialUse },
    };

    [Fact]
    public void One_text_shows_license_freedoms_conditions_and_edits() =>
        Golden.Matches("license-identify.txt", TextRenderer.Render(Composer.Compose(new LicenseIdentification([Altered()])), 100));

    [Fact]
    public void Two_licenses_stand_side_by_side() =>
        Golden.Matches("license-compare.txt", TextRenderer.Render(Composer.Compose(LicenseComparison.Of(Altered(), Altered() with { Path = "OTHER", Facts = new Dictionary<string, ClauseFact>(StringComparer.Ordinal) })), 100));

    [Fact]
    public void Json_keeps_the_order_of_the_codes_and_writes_lines_as_pairs()
    {
        var json = LicenseJson.Write(new LicenseIdentification([Altered()]));
        Assert.True(json.IndexOf("\"commercial-use\"", StringComparison.Ordinal) < json.IndexOf("\"user-threshold\"", StringComparison.Ordinal));
        Assert.Contains("\"certainty\": \"unknown\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"first\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", json, StringComparison.Ordinal);
    }
}
