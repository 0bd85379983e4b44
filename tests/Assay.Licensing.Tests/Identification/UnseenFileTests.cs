using System.Text;
using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Formats;
using Assay.Licensing;

namespace Assay.Tests;

/// <summary>Files of our own making, with the licenses that a careful reader finds in them.</summary>
public sealed partial class UnseenFileTests
{
    private static readonly LicenseIdentifier Identifier = LicenseIdentifier.Create(LicensingFixture.Knowledge);

    [Fact]
    public void Notices_and_metadata_of_our_own_give_their_licenses()
    {
        var (right, all, misses) = (0, 0, new List<string>());
        foreach (var part in File.ReadAllText(Path.Combine(SharedData.Root, "tests/Assay.Licensing.Tests/Identification/unseen-files.txt")).Split("\n=== ").Skip(1))
        {
            var (head, text) = (part[..part.IndexOf('\n', StringComparison.Ordinal)], part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
            var (name, want) = (head.Split(" | ")[0], head.Split(" | ")[1].Split(' ').Where(w => w != "-").Order(StringComparer.Ordinal).ToList());
            var matches = Identifier.Identify(TextDocument.Decode(name, Encoding.UTF8.GetBytes(text))!).Matches;
            var got = matches.Where(m => m.Match is LicenseMatchKind.Exact or LicenseMatchKind.Altered or LicenseMatchKind.Reference or LicenseMatchKind.Tag).SelectMany(m => Operator().Split(m.Spdx ?? m.Id)).Where(i => i.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            all++;
            if (want.SequenceEqual(got, StringComparer.Ordinal)) right++;
            else misses.Add($"{name} | want {string.Join(' ', want)} | got {string.Join(' ', got)}");
        }

        var report = $"{right} of {all}\n{string.Join('\n', misses)}";
        if (Environment.GetEnvironmentVariable("ASSAY_SCORES") is { } folder) File.WriteAllText(Path.Combine(folder, "unseen-files.txt"), report, new UTF8Encoding(false));
        Assert.True(right >= 60, report);
    }

    [GeneratedRegex(@"\s+(?:AND|OR|WITH)\s+|[()]")]
    private static partial Regex Operator();
}
