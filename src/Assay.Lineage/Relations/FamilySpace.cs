namespace Assay.Lineage;

/// <summary>Index-aligned models of one shape as points: squared distances between all, lengths, and a sample of their exact coordinates.</summary>
internal sealed class FamilySpace
{
    private const int MaxCoordinates = 1 << 17;
    private readonly double[,] _squared;
    private readonly float[][] _coordinates;

    public FamilySpace(IReadOnlyList<ModelView> models)
    {
        Models = models;
        Roles = models.Count == 0 ? [] : [.. models.Skip(1).Aggregate(Distances.Common(models[0], models[0]).AsEnumerable(), (roles, m) => roles.Intersect(Distances.Common(models[0], m))).Order(TensorRole.Order)];
        _squared = new double[models.Count, models.Count];
        Parallel.For(0, models.Count, i =>
        {
            for (var j = 0; j < i; j++) _squared[i, j] = _squared[j, i] = Distances.Squared(models[i], models[j], Roles);
        });
        Lengths = [.. models.Select(m => Distances.SquaredLength(m, Roles))];
        _coordinates = [.. models.Select(m => Coordinates(m, Distances.Exact([.. models])))];
    }

    public IReadOnlyList<ModelView> Models { get; }

    /// <summary>Roles that all of them share.</summary>
    public IReadOnlyList<TensorRole> Roles { get; }

    /// <summary>Squared lengths.</summary>
    public IReadOnlyList<double> Lengths { get; }

    public int Count => Models.Count;

    /// <summary>Squared distance.</summary>
    public double Squared(int i, int j) => _squared[i, j];

    /// <summary>Distance over the mean length.</summary>
    public double Relative(int i, int j) => Math.Sqrt(2 * _squared[i, j] / (Lengths[i] + Lengths[j]));

    /// <summary>Growth of the squared length over the squared step: about +1 from parent to child where the update is at right angles to the parent, -1 backwards, 0 between siblings.</summary>
    public double Growth(int parent, int child) => _squared[parent, child] == 0 ? 0 : (Lengths[child] - Lengths[parent]) / _squared[parent, child];

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
