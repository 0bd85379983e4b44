using Assay.Core;
using Assay.Formats;

namespace Assay.Audit.Tests.Signals;

public sealed class SignalTests
{
    [Fact]
    public void Every_rule_matches_its_samples_and_rejects_the_others()
    {
        var problems = SignalVerifier.Verify(TestKnowledge.Table).ToList();
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory]
    [InlineData("pattern: 'a.*b'", "unbounded dot")]
    [InlineData("pattern: 'a'\n    wrong: 1", "not known here")]
    public void A_wrong_rule_is_an_error_with_file_and_line(string lines, string says)
    {
        var yaml = $"source: x\nrules:\n  - id: r\n    component: code.train\n    on: path\n    says: shows\n    {lines}\n    matches: [a]\n    rejects: [b]\n";
        var table = new DataTable(YamlReader.Compile([("signals/x.yaml", yaml)]));
        var error = Assert.Throws<KnowledgeException>(() => SignalBook.Load(table));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("signals/x.yaml:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_that_is_no_regular_expression_is_a_problem()
    {
        var yaml = "source: x\nrules:\n  - id: r\n    component: code.train\n    on: path\n    says: shows\n    pattern: '('\n    matches: [a]\n    rejects: [b]\n";
        Assert.NotEmpty(SignalVerifier.Verify(new DataTable(YamlReader.Compile([("signals/x.yaml", yaml)]))));
    }
}
