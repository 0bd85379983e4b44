using System.Collections.Concurrent;

namespace Assay.Lineage;

/// <summary>Sketches the tensors of a model on several threads, which take sections in turn, so that one big tensor keeps them all busy.</summary>
internal static class TensorSketches
{
    /// <summary>Makes the sketches and hands them on, with the index of the tensor and in their order; one that could not be read is left out, with a note.</summary>
    public static void Make(IReadOnlyList<LineageTensor> tensors, int threads, ConcurrentQueue<string> notes, Action<int, TensorSketch> take)
    {
        var done = new InOrder<TensorSketch>(take);
        using var work = Work(tensors).GetEnumerator();
        Parallel.For(0, threads, _ =>
        {
            var pass = new SectionPass();
            while (Next(work) is var (plan, index, section))
            {
                if (!plan.Run(pass, section)) continue;
                var sketch = plan.Finish();
                if (plan.Problem is { } problem) notes.Enqueue($"{plan.Tensor.Info.Name} was not read: {problem}");
                done.Done(index, sketch);
            }
        });
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
