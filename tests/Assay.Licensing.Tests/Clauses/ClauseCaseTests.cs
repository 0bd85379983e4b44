using System.Text;
using Assay.Core;
using Assay.Formats;
using Assay.Tests;

namespace Assay.Licensing.Tests;

/// <summary>Own sentences and small texts with the facts that a careful reader takes from them.</summary>
public sealed class ClauseCaseTests
{
    private static readonly ClauseAnalyzer Analyzer = new(LabeledLicenses.Knowledge);

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path.Combine(SharedData.Root, "tests/Assay.Licensing.Tests/Clauses/clause-cases.txt")))
        {
            if (line.Split('\t') is [var expected, var text] && line[0] != '#') cases.Add(expected, text);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_clause_says_what_a_careful_reader_takes_from_it(string expected, string text) => Assert.Equal(expected, Reading(expected, text));

    private static string Reading(string expected, string text)
    {
        var facts = Analyzer.Analyze(TextDocument.Of("LICENSE", text.Replace("\\n", "\n", StringComparison.Ordinal))).Facts;
        var reading = new StringBuilder();
        foreach (var wanted in expected.Split("; "))
        {
            var (code, value) = (wanted[..wanted.IndexOf('=', StringComparison.Ordinal)], wanted[(wanted.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            var got = facts[code].Value;
            var words = ClauseCodes.IsUnset(got) && value == "-" ? "-" : got?.ToString() ?? "-";
            reading.Append(reading.Length > 0 ? "; " : "").Append(code).Append('=').Append(words);
        }

        return reading.ToString();
    }
}
