using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Economics.Tests;

/// <summary>A scenario with any line removed or any number spoiled is decided or refused in a sentence; nothing else escapes.</summary>
public sealed partial class MutationTests
{
    [Theory]
    [InlineData("template")]
    public void A_spoiled_scenario_is_decided_or_refused(string sample)
    {
        var lines = DecideFixture.Sample(sample).Replace("draws: 20000", "draws: 100", StringComparison.Ordinal).Split('\n');
        var refused = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            refused += Tried([.. lines.Take(i), .. lines.Skip(i + 1)]);
            foreach (var number in new[] { "-1", "1e17", "x" })
            {
                var spoiled = Number().Replace(lines[i], ": " + number, 1);
                if (spoiled != lines[i]) refused += Tried([.. lines.Take(i), spoiled, .. lines.Skip(i + 1)]);
            }
        }

        Assert.True(refused > lines.Length / 2, $"{refused} of the changes were refused");
    }

    private static int Tried(string[] lines)
    {
        try
        {
            var result = DecideFixture.Decide(string.Join('\n', lines));
            Assert.All(result.Options, o => Assert.True(double.IsFinite(o.NpvMean) && double.IsFinite(o.Npv.High)));
            return 0;
        }
        catch (KnowledgeException e)
        {
            Assert.Matches("^scenario.yaml:[0-9]+: .", e.Message);
            return 1;
        }
    }

    [GeneratedRegex(": [0-9.]+", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
