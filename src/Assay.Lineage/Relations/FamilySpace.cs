namespace Assay.Lineage;

/// <summary>Index-aligned models of one shape as points: squared distances between all, lengths, and a sample of their exact coordinates.</summary>
internal sealed class FamilySpace
{
    private const int MaxCoordinates = 1 << 17;
    private readonly double[,] _squared;
    private readonly double[,] _vectors;
    private readonly List<TensorRole> _vectorRoles;
    private readonly List<TensorRole> _biasRoles;
    private readonly List<double> _matrixLengths;
    private readonly float[][] _coordinates;
    private readonly List<double> _rounding;

    public FamilySpace(IReadOnlyList<ModelView> models)
    {
        Models = models;
        Roles = models.Count == 0 ? [] : [.. models.Skip(1).Aggregate(Distances.Common(models[0], models[0]).AsEnumerable(), (roles, m) => roles.Intersect(Distances.Common(models[0], m))).Where(r => !Distances.IsStatistic(r)).Order(TensorRole.Order)];
        MatrixRoles = [.. Roles.Where(r => models[0].Tensor(r)!.Rows > 1)];
        _vectorRoles = [.. Roles.Except(MatrixRoles)];
        _biasRoles = [.. _vectorRoles.Where(r => r.Slot.EndsWith("bias", StringComparison.Ordinal))];
        _squared = new double[models.Count, models.Count];
        _vectors = new double[models.Count, models.Count];
        Parallel.For(0, models.Count, i =>
        {
            for (var j = 0; j < i; j++)
            {
                _vectors[i, j] = _vectors[j, i] = Distances.Squared(models[i], models[j], _vectorRoles);
                _squared[i, j] = _squared[j, i] = Distances.Squared(models[i], models[j], MatrixRoles) + _vectors[i, j];
            }
        });
        Lengths = [.. models.Select(m => Distances.SquaredLength(m, Roles))];
        _rounding = [.. models.Select(RoundingOf)];
        _matrixLengths = [.. models.Select(m => Distances.SquaredLength(m, MatrixRoles))];
        _coordinates = [.. models.Select(m => Coordinates(m, Distances.Exact([.. models])))];
    }

    public IReadOnlyList<ModelView> Models { get; }

    /// <summary>Roles that all of them share.</summary>
    public IReadOnlyList<TensorRole> Roles { get; }

    /// <summary>Of these, matrices.</summary>
    public IReadOnlyList<TensorRole> MatrixRoles { get; }

    /// <summary>Squared lengths.</summary>
    public IReadOnlyList<double> Lengths { get; }

    public int Count => Models.Count;

    /// <summary>Squared distance.</summary>
    public double Squared(int i, int j) => _squared[i, j];

    /// <summary>Distance over the mean length.</summary>
    public double Relative(int i, int j) => Math.Sqrt(2 * _squared[i, j] / (Lengths[i] + Lengths[j]));

    /// <summary>
    /// Growth of the squared length of the matrices over the squared step: about +1 from parent to child where the update is at right angles to the parent, -1 backwards, 0 between
    /// siblings. Gains of normalizations start at one, not at zero, and are left out.
    /// </summary>
    public double Growth(int parent, int child)
    {
        var step = _squared[parent, child] - _vectors[parent, child];
        return step <= 0 ? 0 : (_matrixLengths[child] - _matrixLengths[parent]) / step;
    }

    /// <summary>The same of the biases, which start at zero and are seldom decayed; 0 where there are none.</summary>
    public double BiasGrowth(int parent, int child)
    {
        var step = Distances.Squared(Models[parent], Models[child], _biasRoles);
        return step == 0 ? 0 : (Distances.SquaredLength(Models[child], _biasRoles) - Distances.SquaredLength(Models[parent], _biasRoles)) / step;
    }

    /// <summary>How much of the change from one model to its child a third one carries, and how far that differs between matrices.</summary>
    /// <returns>About 1 for a descendant of the child, evenly; near 0 for a sibling on other data, and uneven for one on like data.</returns>
    public (double Share, double Spread) Inheritance(int x, int parent, int before)
    {
        var exact = Distances.Exact(Models[x], Models[parent], Models[before]);
        var parts = new List<(double Weight, double Share)>();
        foreach (var role in MatrixRoles)
        {
            var u = Distances.Vector(Models[x], role, exact);
            var d = Distances.Vector(Models[parent], role, exact);
            var b = Distances.Vector(Models[before], role, exact);
            double dot = 0, length = 0;
            for (var i = 0; i < b.Length; i++)
            {
                var change = (double)d[i] - b[i];
                dot += ((double)u[i] - b[i]) * change;
                length += change * change;
            }

            if (length > 0) parts.Add((length, dot / length));
        }

        return MeanAndSpread(parts);
    }

    /// <summary>How much of one model another one keeps along it, and how far that differs between matrices; all of it without the values of both.</summary>
    public (double Share, double Spread) Kept(int x, int of)
    {
        if (!Distances.Exact(Models[x], Models[of])) return (1, 0);
        var parts = new List<(double Weight, double Share)>();
        foreach (var role in MatrixRoles)
        {
            var (u, b) = (Models[x].Values![role].Data, Models[of].Values![role].Data);
            double dot = 0, length = 0;
            for (var i = 0; i < b.Length; i++)
            {
                dot += (double)u[i] * b[i];
                length += (double)b[i] * b[i];
            }

            if (length > 0) parts.Add((length, dot / length));
        }

        return MeanAndSpread(parts);
    }

    /// <summary>Weighted mean and standard deviation of shares; not a number without any.</summary>
    public static (double Share, double Spread) MeanAndSpread(List<(double Weight, double Share)> parts)
    {
        var total = parts.Sum(p => p.Weight);
        if (total == 0) return (double.NaN, 0);
        var share = parts.Sum(p => p.Weight * p.Share) / total;
        return (share, Math.Sqrt(parts.Sum(p => p.Weight * (p.Share - share) * (p.Share - share)) / total));
    }

    /// <summary>Squared length that rounding to the stored type is expected to leave (a twelfth of the squared step of each value), and what single precision leaves of distances.</summary>
    public double Rounding(int i) => _rounding[i];

    private double RoundingOf(ModelView model)
    {
        var bits = StorageForm.MantissaBits(model);
        double sum = 0;
        foreach (var tensor in Roles.Select(r => model.Tensor(r)!).Where(t => t.Samples.Length > 0))
            sum += tensor.Elements * tensor.Samples.Average(v => v == 0 ? 0 : Math.Pow(4, Math.ILogB(v) - bits)) / 12;
        return sum + (1e-9 * Distances.SquaredLength(model, Roles));
    }

    /// <summary>Squared distances of some models, for each tensor.</summary>
    public List<double[,]> ByTensor(int[] models)
    {
        var parts = new List<double[,]>();
        foreach (var role in Roles)
        {
            var part = new double[models.Length, models.Length];
            for (var i = 0; i < models.Length; i++)
            {
                for (var j = 0; j < i; j++) part[i, j] = part[j, i] = Distances.Squared(Models[models[i]], Models[models[j]], [role]);
            }

            parts.Add(part);
        }

        return parts;
    }

    /// <summary>A sample of coordinates of matrices, the same for all models.</summary>
    public float[] Sample(int i) => _coordinates[i];

    private float[] Coordinates(ModelView model, bool exact)
    {
        var matrices = Roles.Where(r => model.Tensor(r)!.Rows > 1).ToList();
        var total = matrices.Sum(r => exact ? model.Tensor(r)!.Elements : model.Tensor(r)!.Samples.Length);
        var step = (int)Math.Max(1, total / MaxCoordinates);
        if (step > 1 && step % 2 == 0) step++;
        var sample = new List<float>();
        foreach (var role in matrices)
        {
            var from = exact ? model.Values![role].Data : model.Tensor(role)!.Samples;
            for (var i = 0; i < from.Length; i += step) sample.Add(from[i]);
        }

        return [.. sample];
    }
}
