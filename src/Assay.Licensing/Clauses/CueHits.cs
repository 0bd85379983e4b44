namespace Assay.Licensing;

/// <summary>A literal of the lexicon found in a text.</summary>
/// <param name="Literal">Its number.</param>
/// <param name="Start">Index of its first character.</param>
/// <param name="End">Index behind its last character.</param>
internal readonly record struct CuePlace(int Literal, int Start, int End);

/// <summary>Where the literals of the lexicon stand in one text.</summary>
internal sealed class CueHits
{
    private const int FilterBits = 1024;
    private readonly CuePlace[] _places;
    private readonly ulong[] _filter = new ulong[FilterBits / 64];

    public CueHits(string text, List<CuePlace> places)
    {
        Text = text;
        _places = [.. places];
        Array.Sort(_places, static (a, b) => a.Literal != b.Literal ? a.Literal.CompareTo(b.Literal) : a.Start.CompareTo(b.Start));
        foreach (var place in _places) _filter[(place.Literal % FilterBits) >> 6] |= 1UL << (place.Literal & 63);
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Numbers of the literals that were found, ascending, each as often as it stands there.</summary>
    public ReadOnlySpan<CuePlace> All => _places;

    /// <summary>Places of a literal in the order of their starts.</summary>
    public ReadOnlySpan<CuePlace> Of(int literal)
    {
        if ((_filter[(literal % FilterBits) >> 6] & (1UL << (literal & 63))) == 0) return [];
        var first = LowerBound(literal);
        var last = first;
        while (last < _places.Length && _places[last].Literal == literal) last++;
        return _places.AsSpan(first, last - first);
    }

    private int LowerBound(int literal)
    {
        var (low, high) = (0, _places.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_places[middle].Literal < literal) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
