namespace Assay.Licensing;

/// <summary>A table from texts to numbers in slots of three integers (hash, text, number), looked up in place.</summary>
internal static class PackedSlots
{
    private const int Ints = 3;

    /// <summary>The slots for entries with different keys.</summary>
    /// <param name="writer">Takes the keys.</param>
    /// <param name="entries">Key and number of each.</param>
    /// <param name="fold">Whether case does not matter.</param>
    public static int[] Write(PackedWriter writer, IReadOnlyCollection<KeyValuePair<string, int>> entries, bool fold)
    {
        var size = SizeFor(entries.Count);
        var slots = new int[Ints * size];
        for (var i = 0; i < size; i++) slots[(Ints * i) + 1] = -1;
        foreach (var (key, number) in entries)
        {
            var hash = Hash(key, fold);
            var slot = hash & (size - 1);
            while (slots[(Ints * slot) + 1] >= 0) slot = (slot + 1) & (size - 1);
            (slots[Ints * slot], slots[(Ints * slot) + 1], slots[(Ints * slot) + 2]) = (hash, writer.Text(key), number);
        }

        return slots;
    }

    /// <summary>The number of a key, or -1.</summary>
    public static int Find(PackedTable table, LicensePart part, ReadOnlySpan<char> key, bool fold)
    {
        var slots = table.Part(part);
        var size = slots.Length / Ints;
        if (size == 0) return -1;
        var hash = Hash(key, fold);
        for (var slot = hash & (size - 1); slots[(Ints * slot) + 1] >= 0; slot = (slot + 1) & (size - 1))
        {
            if (slots[Ints * slot] == hash && table.Text(slots[(Ints * slot) + 1]).AsSpan().Equals(key, fold ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)) return slots[(Ints * slot) + 2];
        }

        return -1;
    }

    /// <summary>A power of two with room for twice as many.</summary>
    public static int SizeFor(int count)
    {
        var size = 2;
        while (size < 2 * count) size *= 2;
        return size;
    }

    private static int Hash(ReadOnlySpan<char> key, bool fold)
    {
        var hash = WordHash.Seed;
        foreach (var c in key) hash = WordHash.Step(hash, fold ? char.ToUpperInvariant(c) : c);
        return (int)(WordHash.Finish(hash) & int.MaxValue);
    }
}
