namespace Assay.Economics;

/// <summary>
/// Monte Carlo with common random numbers: every option sees the same draw. For each uncertain input the draws are also sorted into
/// bins by its own chance, which gives sensitivities and values of information without storing the draws.
/// </summary>
public sealed class Simulation
{
    /// <summary>Bins of an input.</summary>
    public const int Bins = 20;

    private readonly IReadOnlyList<OptionModel> _models;
    private readonly int[] _uncertain;

    private Simulation(Scenario scenario, IReadOnlyList<OptionModel> models)
    {
        _models = models;
        var inputs = scenario.Inputs.All;
        _uncertain = [.. Enumerable.Range(0, inputs.Count).Where(i => inputs[i].Varies)];
        Npv = [.. models.Select(_ => new double[scenario.Draws])];
        Sheets = [.. models.Select(_ => new double[OptionModel.Columns])];
        Best = new double[models.Count];
        Regret = new double[models.Count];
        Mean = new double[models.Count];
        Uncertain = [.. _uncertain.Select(i => new BinnedInput(i, models.Count))];
    }

    /// <summary>Net present values by option and draw.</summary>
    public IReadOnlyList<double[]> Npv { get; }

    /// <summary>Mean sheets by option.</summary>
    public IReadOnlyList<double[]> Sheets { get; }

    /// <summary>Share of the draws in which each option is best; ties count for the first.</summary>
    public double[] Best { get; }

    /// <summary>Mean loss of each option against the best of each draw.</summary>
    public double[] Regret { get; }

    /// <summary>Means.</summary>
    public double[] Mean { get; }

    /// <summary>Mean of the best option of each draw.</summary>
    public double MeanOfBest { get; private set; }

    /// <summary>The uncertain inputs with their bins.</summary>
    public IReadOnlyList<BinnedInput> Uncertain { get; }

    /// <summary>Runs a scenario.</summary>
    public static Simulation Run(Scenario scenario, IReadOnlyList<OptionModel> models)
    {
        var simulation = new Simulation(scenario, models);
        simulation.Draw(scenario);
        return simulation;
    }

    private void Draw(Scenario scenario)
    {
        var sampler = new Sampler(scenario.Inputs, scenario.Seed);
        var row = new double[scenario.Inputs.All.Count];
        var sheet = new double[OptionModel.Columns];
        var net = new double[_models.Count];
        for (var draw = 0; draw < scenario.Draws; draw++)
        {
            sampler.Draw(draw, row);
            for (var o = 0; o < _models.Count; o++)
            {
                net[o] = Npv[o][draw] = _models[o].Evaluate(row, sheet);
                for (var c = 0; c < sheet.Length; c++) Sheets[o][c] += sheet[c];
            }

            Judge(net);
            foreach (var input in Uncertain) input.Add(sampler.ShareOf(input.Slot), row[input.Slot], net);
        }

        Finish(scenario.Draws);
    }

    private void Judge(double[] net)
    {
        var best = 0;
        for (var o = 1; o < net.Length; o++) best = net[o] > net[best] ? o : best;
        Best[best]++;
        MeanOfBest += net[best];
        for (var o = 0; o < net.Length; o++)
        {
            Mean[o] += net[o];
            Regret[o] += net[best] - net[o];
        }
    }

    private void Finish(int draws)
    {
        MeanOfBest /= draws;
        for (var o = 0; o < Mean.Length; o++)
        {
            Mean[o] /= draws;
            Best[o] /= draws;
            Regret[o] /= draws;
            for (var c = 0; c < Sheets[o].Length; c++) Sheets[o][c] /= draws;
        }
    }
}

/// <summary>The draws sorted by the chance of one input.</summary>
/// <param name="slot">Slot of the input.</param>
/// <param name="options">Options.</param>
public sealed class BinnedInput(int slot, int options)
{
    private readonly double[] _count = new double[Simulation.Bins];
    private readonly double[] _values = new double[Simulation.Bins];
    private readonly double[] _sums = new double[Simulation.Bins * options];

    /// <summary>Slot of the input.</summary>
    public int Slot => slot;

    /// <summary>Takes a draw.</summary>
    public void Add(double share, double value, ReadOnlySpan<double> net)
    {
        var bin = Math.Clamp((int)(share * Simulation.Bins), 0, Simulation.Bins - 1);
        _count[bin]++;
        _values[bin] += value;
        for (var o = 0; o < options; o++) _sums[(bin * options) + o] += net[o];
    }

    /// <summary>Share of the draws in a bin.</summary>
    public double Weight(int bin) => _count[bin] / Math.Max(1, _count.Sum());

    /// <summary>Mean value of the input in a bin.</summary>
    public double Value(int bin) => _values[bin] / Math.Max(1, _count[bin]);

    /// <summary>Mean outcome of an option in a bin.</summary>
    public double Outcome(int bin, int option) => _sums[(bin * options) + option] / Math.Max(1, _count[bin]);

    /// <summary>Mean outcome of an option in bins from one to another, each with its weight.</summary>
    public double Outcome(int from, int to, int option)
    {
        double sum = 0, count = 0;
        for (var bin = from; bin <= to; bin++)
        {
            sum += _sums[(bin * options) + option];
            count += _count[bin];
        }

        return sum / Math.Max(1, count);
    }
}
