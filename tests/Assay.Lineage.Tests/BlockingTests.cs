using static Assay.Lineage.Tests.TestModels;

namespace Assay.Lineage.Tests;

public sealed class BlockingTests
{
    [Fact]
    public void Blocking_finds_relatives_among_many_and_counts_what_it_left_out()
    {
        var inputs = Enumerable.Range(0, 12).SelectMany(f => new[] { Input($"base{f:00}", Base(f)), Input($"child{f:00}", Tuned(Base(f), 100 + f, 0.05)) }).Select(i => new LineageInput(i.Path, null, SketchBuilder.Build(i.Source!, digest: false))).ToList();
        var result = TestModels.Compare(inputs, LineageLimits.Default with { MaxAllPairs = 10 });
        Assert.Equal(12, result.Pairs.Count(p => p.Related));
        Assert.All(result.Pairs.Where(p => p.Related), p => Assert.Equal(p.A[^2..], p.B[^2..]));
        Assert.True(result.Pairs.Count < 40, $"{result.Pairs.Count} pairs tested");
        Assert.Contains(result.Notes, n => n.Contains($"{276 - result.Pairs.Count} of 276 pairs were not tested", StringComparison.Ordinal));
    }
}
