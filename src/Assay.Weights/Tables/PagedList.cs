namespace Assay.Weights.Tables;

/// <summary>A list that grows by pages, so that growing copies nothing and never needs old and new room at once.</summary>
/// <typeparam name="T">A small value.</typeparam>
internal sealed class PagedList<T>
    where T : struct
{
    private const int PageBits = 12;
    private const int PageMask = (1 << PageBits) - 1;

    private readonly List<T[]> _pages = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref _pages[index >> PageBits][index & PageMask];

    public void Add(T item)
    {
        if (Count >> PageBits == _pages.Count) _pages.Add(new T[Count == 0 ? 1 : 1 << PageBits]);
        if (Count < 1 << PageBits && Count == _pages[0].Length) Grow();
        this[Count++] = item;
    }

    /// <summary>The first page begins small: most files have few rows.</summary>
    private void Grow()
    {
        var larger = new T[Math.Min(2 * Count, 1 << PageBits)];
        _pages[0].CopyTo(larger, 0);
        _pages[0] = larger;
    }
}
