namespace Assay.Audit.Tests.Signals;

/// <summary>Names of files and passages of our own, written and labeled before the rules were looked after; docs/accuracy-notes.md has the first figures.</summary>
public sealed class SignalCaseTests
{
    [Theory]
    [InlineData("code.txt", 1.0)]
    [InlineData("documents.txt", 1.0)]
    public void Cases_are_read_as_labeled(string file, double share)
    {
        var cases = SignalCase.Of(file).AsParallel().AsOrdered().Select(c => (Case: c, Answer: c.Answer())).ToList();
        var wrong = cases.FindAll(c => !c.Case.Accepts(c.Answer));
        var figures = cases.GroupBy(c => c.Case.Component).Select(g => $"{g.Key}: {g.Count(c => c.Case.Accepts(c.Answer))} of {g.Count()}; held out {g.Count(c => c.Case.IsHeldOut && c.Case.Accepts(c.Answer))} of {g.Count(c => c.Case.IsHeldOut)}");
        Assert.True(cases.Count > 0 && cases.Count - wrong.Count >= cases.Count * share, string.Join('\n', [.. figures, .. wrong.Select(w => $"{(w.Case.IsHeldOut ? "*" : " ")} got {w.Answer}: {w.Case}")]));
    }
}
