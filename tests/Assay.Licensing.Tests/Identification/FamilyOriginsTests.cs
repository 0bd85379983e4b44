using Assay.Core;
using Assay.Formats;
using Assay.Licensing;

namespace Assay.Tests;

/// <summary>Three versions of a license of our own words, and texts put together from them.</summary>
public sealed class FamilyOriginsTests
{
    private static readonly string[] Common =
    [
        "1. Words. The bird means the numbers and the program that come in this nest, and the keeper means the person or firm that feeds it and signs for it.",
        "2. Grant. The keeper lends the bird to everybody who reads this page, for flying, for counting its feathers and for teaching it new songs at home.",
    ];

    private static readonly string[] Fees =
    [
        "3. Price. Nobody pays for a feather; a guest with more than four hundred nests writes to the keeper before the next spring and waits for an answer.",
        "3. Price. Feathers cost nothing as long as the guest earns less than nine thousand shells in a season; above that the keeper sets a fair price each autumn.",
        "3. Price. The bird is free for schools and for the sick, and everybody else gives one song a year back to the keeper for every ten songs that were sold.",
    ];

    private static readonly string[] Ends =
    [
        "4. End. When a rule of this page is broken the bird flies home on the same evening, and what it laid stays with the one who fed it last.",
        "4. End. A broken rule is mended within forty days; if it is not, the loan is over and the guest opens the cage and deletes every song it has.",
        "4. End. The loan lasts for seven winters and is renewed by a nod, unless one side has told the other on paper that it wants to stop.",
    ];

    private static readonly LicenseIdentifier Identifier = LicenseIdentifier.Create(LicensingFixture.Knowledge,
        FingerprintWriter.Write([.. Enumerable.Range(0, 3).Select(v => FingerprintBuilder.Build([$"LicenseRef-tern-{v + 1}"], Text($"TERN LICENSE {v + 1}.0", [.. Common, Fees[v], Ends[v]])))]));

    [Fact]
    public void A_mixture_names_the_version_of_each_paragraph()
    {
        var match = One(Text("TERN LICENSE 4.0", [.. Common, Fees[0], Ends[2]]));
        Assert.NotEqual(LicenseMatchKind.Exact, match.Match);
        Assert.Equal(["LicenseRef-tern-1", "LicenseRef-tern-2", "LicenseRef-tern-3"], Of(match, "1").From);
        Assert.Equal((OriginKind.Exact, "LicenseRef-tern-1"), (Of(match, "3").Origin, Assert.Single(Of(match, "3").From)));
        Assert.Equal((OriginKind.Exact, "LicenseRef-tern-3"), (Of(match, "4").Origin, Assert.Single(Of(match, "4").From)));
        Assert.Equal(new LineRange(7, 7), Of(match, "3").Lines);
    }

    [Fact]
    public void A_changed_word_is_near_and_a_paragraph_of_nobody_is_new()
    {
        var match = One(Text("TERN LICENSE 4.0", [Common[0].Replace("feeds", "washes", StringComparison.Ordinal), Common[1], Fees[1], Ends[2], "5. Eggs. Whoever finds an egg brings it to the tower by the river, where a bell is rung and the finder is given bread."]));
        Assert.Equal(OriginKind.Near, Of(match, "1").Origin);
        Assert.Equal((OriginKind.Exact, "LicenseRef-tern-2"), (Of(match, "3").Origin, Assert.Single(Of(match, "3").From)));
        Assert.Equal((OriginKind.Exact, "LicenseRef-tern-3"), (Of(match, "4").Origin, Assert.Single(Of(match, "4").From)));
        if (match.Paragraphs.FirstOrDefault(p => p.Section == "5") is { } eggs) Assert.Equal((OriginKind.New, 0), (eggs.Origin, eggs.From.Count));
    }

    [Fact]
    public void A_copy_with_one_edit_needs_no_origins()
    {
        Assert.Empty(One(Text("TERN LICENSE 1.0", [.. Common, Fees[0], Ends[0]])).Paragraphs);
        Assert.Empty(One(Text("TERN LICENSE 1.0", [.. Common, Fees[0].Replace("four", "nine", StringComparison.Ordinal), Ends[0]])).Paragraphs);
    }

    private static string Text(string title, string[] paragraphs) => title + "\n\n" + string.Join("\n\n", paragraphs) + "\n";

    private static LicenseMatch One(string text) => Assert.Single(Identifier.Identify(TextDocument.Of("x", text)).Matches);

    private static ParagraphOrigin Of(LicenseMatch match, string section) => Assert.Single(match.Paragraphs, p => p.Section == section);
}
