using System.Collections.Concurrent;

namespace Assay.Lineage;

/// <summary>Sketches the tensors of a model on several threads, which take sections in turn, so that one big tensor keeps them all busy.</summary>
internal static class TensorSketches
{
    /// <summary>The sketches in order of the tensors; null for one that could not be read, with a note.</summary>
    public static TensorSketch?[] Make(IReadOnlyList<LineageTensor> tensors, int threads, ConcurrentQueue<string> notes)
    {
        var sketches = new TensorSketch?[tensors.Count];
        using var work = Work(tensors).GetEnumerator();
        Parallel.For(0, threads, _ =>
        {
            var pass = new SectionPass();
            while (Next(work) is var (plan, index, section))
            {
                if (!plan.Run(pass, section)) continue;
                sketches[index] = plan.Finish();
                if (plan.Problem is { } problem) notes.Enqueue($"{plan.Tensor.Info.Name} was not read: {problem}");
            }
        });
        return sketches;
    }

    private static IEnumerable<(TensorPlan Plan, int Index, int Section)> Work(IReadOnlyList<LineageTensor> tensors)
    {
        for (var i = 0; i < tensors.Count; i++)
        {
            var plan = new TensorPlan(tensors[i]);
            for (var s = 0; s < plan.Sections; s++) yield return (plan, i, s);
        }
    }

    private static (TensorPlan Plan, int Index, int Section)? Next(IEnumerator<(TensorPlan Plan, int Index, int Section)> work)
    {
        lock (work) return work.MoveNext() ? work.Current : null;
    }
}
