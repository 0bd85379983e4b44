using System.Globalization;
using Assay.Core;
using Assay.Formats;
using Assay.Tests;

namespace Assay.Licensing.Tests.Advice;

/// <summary>Questions of a company's counsel against the answer that a careful reader takes from the text.</summary>
public sealed class UseCaseTests
{
    private static readonly LicenseAnalyzer Analyzer = new(LabeledLicenses.Knowledge, File.ReadAllBytes(Path.Combine(SharedData.Root, "knowledge", "identification", "fingerprints.bin")));
    private static readonly UseAdvisor Advisor = new(new MessageCatalog(LabeledLicenses.Knowledge));

    public static TheoryData<string, string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(SharedData.Root, "tests/Assay.Licensing.Tests/Advice/use-cases.txt")))
        {
            if (line.Split('\t') is [var license, var use, var facts, var answer, _]) cases.Add(license, use, facts, answer);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_question_is_answered_as_a_careful_reader_does(string license, string use, string facts, string answer)
    {
        var names = license.Split('+');
        var file = Analyzer.Analyze(Text(names[0]), new AnalyzeOptions { Policy = names.Length > 1 ? Text(names[1]) : null });
        var found = Advisor.Answer(LicenseTerms.Of(file), UseRequest.Parse(use).Uses[0], Facts(facts));
        Assert.True(WireName.Of(found.Answer) == answer, $"{WireName.Of(found.Answer)}: {found.Because}");
    }

    private static TextDocument Text(string name) => TextDocument.Decode(name, File.ReadAllBytes(SharedData.Path("data", "licenses", name + ".txt")))!;

    private static UserFacts Facts(string text)
    {
        var facts = text.Split(' ').Where(f => f != "-").Select(f => f.Split('=')).ToDictionary(f => f[0], f => f[1], StringComparer.Ordinal);
        return new UserFacts
        {
            MonthlyUsers = facts.TryGetValue("users", out var users) ? long.Parse(users, CultureInfo.InvariantCulture) : null,
            Revenue = facts.TryGetValue("revenue", out var revenue) && revenue.Split('/') is [var sum, var currency, var period] ? new ClauseValue.Money(decimal.Parse(sum, CultureInfo.InvariantCulture), currency, period, null) : null,
            Territory = facts.GetValueOrDefault("territory"),
            Field = facts.GetValueOrDefault("field"),
            Multimodal = facts.TryGetValue("multimodal", out var multimodal) ? multimodal == "yes" : null,
        };
    }
}
