using Assay.Weights.Containers;

namespace Assay.Weights;

/// <summary>How many names there were, and the first few of them.</summary>
internal sealed class NameSamples
{
    private const int Shown = 3;

    private readonly List<string> _first = [];

    public int Count { get; private set; }

    public void Add(string name)
    {
        if (Count++ < Shown) _first.Add(Names.Quote(name));
    }

    public override string ToString() => string.Join(", ", _first) + (Count > Shown ? ", ..." : "");
}
