namespace Assay.Economics;

/// <summary>One quantity of a scenario with where it comes from.</summary>
public sealed record Input
{
    /// <summary>Where it stands, such as <c>options.api.staff</c>; also its stream of chance, so that other inputs never change its draws.</summary>
    public required string Name { get; init; }

    /// <summary>What is known of it, in the unit of the account.</summary>
    public required Distribution Distribution { get; init; }

    /// <summary>The unit as written.</summary>
    public required string Unit { get; init; }

    /// <summary>Who says so.</summary>
    public required string Source { get; init; }

    /// <summary>When it was so: year, month or day.</summary>
    public required string Date { get; init; }

    /// <summary>Line in the scenario, 0 for what Assay added.</summary>
    public int Line { get; init; }

    /// <summary>Smallest value that makes sense.</summary>
    public double Least { get; init; } = double.NegativeInfinity;

    /// <summary>Largest value that makes sense.</summary>
    public double Most { get; init; } = double.PositiveInfinity;

    /// <summary>Slot of the input that this one is a multiple of, or that it moves with; null for one on its own.</summary>
    public int? Parent { get; init; }

    /// <summary>The multiple, where it is one; null where it only moves with its parent.</summary>
    public double? Times { get; init; }

    /// <summary>Correlation of the normal deviates with the parent, -1 to 1.</summary>
    public double Correlation { get; init; }

    /// <summary>Whether the observation is too old to be trusted without a look.</summary>
    public bool Stale { get; init; }

    /// <summary>Whether it has an own chance (not only that of its parent).</summary>
    public bool Varies => Times is null && Distribution.Varies;
}

/// <summary>All quantities of a scenario by slot.</summary>
public sealed class InputTable
{
    private readonly List<Input> _inputs = [];

    /// <summary>The inputs by slot.</summary>
    public IReadOnlyList<Input> All => _inputs;

    /// <summary>Adds an input.</summary>
    /// <returns>Its slot.</returns>
    public int Add(Input input)
    {
        _inputs.Add(input);
        return _inputs.Count - 1;
    }

    /// <summary>Every input at its value without chance.</summary>
    public double[] BaseRow()
    {
        var row = new double[_inputs.Count];
        for (var i = 0; i < row.Length; i++)
        {
            var input = _inputs[i];
            row[i] = Math.Clamp(input.Times is { } times ? row[input.Parent!.Value] * times : input.Distribution.Base, input.Least, input.Most);
        }

        return row;
    }
}

/// <summary>Draws the inputs. Every input has its own stream; a draw is a pure function of seed, name and number (common random numbers).</summary>
public sealed class Sampler
{
    private readonly IReadOnlyList<Input> _inputs;
    private readonly ulong[] _streams;
    private readonly double[] _shares;

    /// <summary>Prepares the streams.</summary>
    public Sampler(InputTable table, ulong seed)
    {
        _inputs = table.All;
        _streams = [.. _inputs.Select(i => Chance.Stream(seed, i.Name))];
        _shares = new double[_inputs.Count];
    }

    /// <summary>Fills a row with the draw of a number.</summary>
    public void Draw(long number, Span<double> row)
    {
        for (var i = 0; i < _inputs.Count; i++)
        {
            var input = _inputs[i];
            double value;
            if (input.Times is { } times) value = row[input.Parent!.Value] * times;
            else if (!input.Distribution.Varies) value = input.Distribution.Base;
            else value = input.Distribution.Quantile(_shares[i] = Share(input, i, number));
            row[i] = Math.Clamp(value, input.Least, input.Most);
        }
    }

    /// <summary>The chance of an input in the last draw: the share of its distribution that lies below its value.</summary>
    public double ShareOf(int slot) => _shares[slot];

    private double Share(Input input, int slot, long number)
    {
        var own = Chance.Uniform(_streams[slot], number);
        if (input.Parent is not { } parent || _shares[parent] <= 0) return own;
        var z = (input.Correlation * Numbers.NormalQuantile(_shares[parent])) + (Math.Sqrt(1 - (input.Correlation * input.Correlation)) * Numbers.NormalQuantile(own));
        return Math.Clamp(Numbers.NormalShare(z), 1e-12, 1 - 1e-12);
    }
}

/// <summary>Chance without state: a mixed counter (the finalizer of SplitMix64, twice).</summary>
public static class Chance
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The stream of a name (FNV-1a over its characters, mixed with the seed).</summary>
    public static ulong Stream(ulong seed, string name)
    {
        unchecked
        {
            var hash = 14695981039346656037UL;
            foreach (var c in name) hash = (hash ^ c) * 1099511628211UL;
            return Mix(hash + Mix(seed + Golden));
        }
    }

    /// <summary>The uniform draw of a number, strictly between 0 and 1.</summary>
    public static double Uniform(ulong stream, long number)
    {
        unchecked
        {
            var bits = Mix(Mix(stream + ((ulong)number * Golden)) ^ stream);
            return ((bits >> 11) + 0.5) * (1.0 / (1UL << 53));
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
