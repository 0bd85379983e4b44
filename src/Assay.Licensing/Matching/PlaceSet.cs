namespace Assay.Licensing;

/// <summary>A set of places that is emptied without touching its memory.</summary>
internal sealed class PlaceSet
{
    private int[] _stamps = [];
    private int _round;

    public int Count { get; private set; }

    public void Clear(int size)
    {
        if (_stamps.Length < size) _stamps = new int[Math.Max(size, 2 * _stamps.Length)];
        if (_round == int.MaxValue) (_stamps, _round) = (new int[_stamps.Length], 0);
        _round++;
        Count = 0;
    }

    public void Add(int place)
    {
        if (_stamps[place] == _round) return;
        _stamps[place] = _round;
        Count++;
    }
}
