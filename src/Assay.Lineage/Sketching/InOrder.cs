namespace Assay.Lineage;

/// <summary>Hands results on in the order of their numbers, whichever thread had them first.</summary>
/// <param name="take">Gets each result that there is, with its number; never called at the same time.</param>
internal sealed class InOrder<T>(Action<int, T> take)
    where T : class
{
    private readonly Dictionary<int, T?> _waiting = [];
    private int _next;

    /// <summary>Notes that a number is done.</summary>
    /// <param name="number">The number, from 0 up; each once.</param>
    /// <param name="result">What came of it; null for nothing.</param>
    public void Done(int number, T? result)
    {
        lock (_waiting)
        {
            _waiting.Add(number, result);
            for (; _waiting.Remove(_next, out var ready); _next++)
            {
                if (ready is not null) take(_next, ready);
            }
        }
    }
}
