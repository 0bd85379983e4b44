namespace Assay.Licensing;

/// <summary>Memory of one reader, kept from text to text: reading a file allocates only what is reported. Not for two threads at a time.</summary>
internal sealed class Workspace
{
    private const int Kept = 1 << 18;

    /// <summary>Hashes of words.</summary>
    public uint[] Words = [];

    /// <summary>Tokens of words.</summary>
    public int[] Index = [];

    /// <summary>Hits as they are found, and sorted by the texts they speak for.</summary>
    public ulong[] Hits = [];

    /// <summary>Hits sorted by texts.</summary>
    public ulong[] Sorted = [];

    /// <summary>For each known text: where its hits end.</summary>
    public int[] Ends = [];


    /// <summary>The tokens.</summary>
    public TokenStream Tokens { get; } = new(1024);

    /// <summary>The places of a known text that were hit.</summary>
    public PlaceSet Places { get; } = new();

    /// <summary>Aligns sequences of words.</summary>
    public Aligner Aligner { get; } = new();

    /// <summary>Whether it is small enough to be kept for the next text.</summary>
    public bool IsSmall => Words.Length <= Kept && Hits.Length <= 4 * Kept && Tokens.Capacity <= Kept;

    /// <summary>An array with room for at least so many items, the old one where it suffices; its content is undefined.</summary>
    public static T[] Room<T>(ref T[] array, int count)
    {
        if (array.Length <= count) array = GC.AllocateUninitializedArray<T>(Math.Max(count + 1, Math.Min(2 * array.Length, count + (1 << 20))));
        return array;
    }
}
