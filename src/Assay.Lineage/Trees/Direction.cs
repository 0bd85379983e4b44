using System.Numerics.Tensors;

namespace Assay.Lineage;

/// <summary>
/// Which of two models came first, as votes: positive for the first. Weights grow by steps at right angles to them, biases from zero; weight decay works against the growth but
/// shrinks the embeddings of tokens that training never saw by one common factor, which nothing else does. No vote is a proof.
/// </summary>
/// <param name="space">The models.</param>
/// <param name="runs">Which of them are points of one run.</param>
internal sealed class Direction(FamilySpace space, Runs runs)
{
    private const double Decisive = 3;
    private const double OfRun = 6;
    private const double OfDecay = 2;
    private const double LeastDecay = 2e-4;
    private const double MostUneven = 0.5;
    private const double BeyondStep = 2;
    private const double OfBiases = 0.75;
    private const double OfDeclaration = 0.25;
    private const double SameDirection = 1 - 1e-5;
    private const double LeastShrinkage = 2e-4;
    private const int LeastRows = 16;

    /// <summary>Below this sum the weights hardly tell.</summary>
    public const double Weak = 0.3;

    private readonly Dictionary<(int, int), double> _votes = [];

    /// <summary>The sum for the first as the parent of the second; negative for the reverse.</summary>
    public double Vote(int parent, int child)
    {
        if (_votes.TryGetValue((parent, child), out var known)) return known;
        var vote = Measured(parent, child) + AlongRun(parent, child) + (OfDeclaration * (Declares(child, parent) - Declares(parent, child)));
        _votes[(parent, child)] = vote;
        _votes[(child, parent)] = -vote;
        return vote;
    }

    /// <summary>What speaks for the direction.</summary>
    public IEnumerable<Sentence> Describe(int parent, int child)
    {
        yield return new Sentence("lineage-edge.growth", ("growth", Sentence.Number(space.Growth(parent, child), "+0.00;-0.00")));
        if (Shrinkage(parent, child) is { } factor) yield return new Sentence("lineage-edge.shrinkage", ("factor", Sentence.Number(factor, "0.0000")));
        if (Math.Abs(Measured(parent, child)) < Weak) yield return new Sentence(Declares(child, parent) > 0 ? "lineage-edge.direction-declared" : "lineage-edge.direction-open");
    }

    private double Measured(int parent, int child)
    {
        var shrunk = Shrinkage(parent, child) is { } factor ? factor < 1 ? Decisive : -Decisive : 0;
        if (shrunk == 0) shrunk = Decay(parent, child);
        return shrunk + Math.Clamp(space.Growth(parent, child), -1, 1) + (OfBiases * Math.Clamp(space.BiasGrowth(parent, child), -1, 1));
    }

    /// <summary>
    /// Weight decay shortens all matrices by one factor, and by more than a step at right angles would seem to shorten them when looked at from its end; nothing lengthens them so.
    /// </summary>
    private double Decay(int parent, int child)
    {
        var (before, after) = space.Lengths[parent] >= space.Lengths[child] ? (parent, child) : (child, parent);
        var (kept, spread) = space.Kept(after, before);
        var asStep = space.Squared(before, after) / space.Lengths[before];
        return 1 - kept >= Math.Max(LeastDecay, BeyondStep * asStep) && spread <= MostUneven * (1 - kept) ? before == parent ? OfDecay : -OfDecay : 0;
    }

    /// <summary>Steps of one run leave no doubt.</summary>
    private double AlongRun(int parent, int child) => runs.Between(parent, child) != Runs.Basis.None ? OfRun : runs.Between(child, parent) != Runs.Basis.None ? -OfRun : 0;

    private int Declares(int child, int parent) => DeclaredParents.NamesOneOf(space.Models[child], [space.Models[parent]]) ? 1 : 0;

    /// <summary>The common factor of embeddings that keep their direction; null where there are too few, or they have none in common.</summary>
    private double? Shrinkage(int parent, int child)
    {
        var embed = new TensorRole(-1, Slots.Embed);
        if (!space.Roles.Contains(embed) || space.Models[parent].Values is not { } before || space.Models[child].Values is not { } after) return null;
        var factors = new List<double>();
        for (var i = 0; i < before[embed].Rows; i++)
        {
            var x = before[embed].Row(i);
            var y = after[embed].Row(i);
            var (xx, yy, xy) = (TensorPrimitives.SumOfSquares(x), TensorPrimitives.SumOfSquares(y), TensorPrimitives.Dot(x, y));
            if (xx > 0 && yy > 0 && xy > SameDirection * Math.Sqrt((double)xx * yy) && !x.SequenceEqual(y)) factors.Add(Math.Sqrt(yy / (double)xx));
        }

        if (factors.Count < LeastRows) return null;
        factors.Sort();
        var (low, middle, high) = (factors[factors.Count / 4], factors[factors.Count / 2], factors[3 * factors.Count / 4]);
        return Math.Abs(middle - 1) > LeastShrinkage && high - low < Math.Abs(middle - 1) ? middle : null;
    }
}
