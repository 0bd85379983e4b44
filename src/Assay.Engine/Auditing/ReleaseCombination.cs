using Assay.Core;
using Assay.Licensing;

namespace Assay.Engine;

/// <summary>The license of the weights against those of the models that the release is declared to be made of, of its training data and of its code.</summary>
/// <param name="reader">The licensing room.</param>
/// <param name="series">Which license a series of models is published under.</param>
/// <param name="pairs">What licenses say of each other.</param>
/// <param name="messages">The sentences.</param>
internal sealed class ReleaseCombination(LicenseAnalyzer reader, ModelSeries series, LicensePairs pairs, MessageCatalog messages)
{
    private static readonly HashSet<string> Code = new([ComponentId.CodeInfer.Value, ComponentId.CodeArch.Value], StringComparer.Ordinal);

    /// <summary>Possible conflicts.</summary>
    /// <param name="licenses">The licenses of the release, that of the weights first.</param>
    /// <param name="components">Its components with the licenses that cover them.</param>
    /// <param name="declared">The models that it is declared to be made of.</param>
    /// <param name="evidence">Evidence by id.</param>
    public IReadOnlyList<Conflict> Conflicts(IReadOnlyList<LicenseInfo> licenses, IReadOnlyList<ComponentFact> components, IReadOnlyList<DeclaredParent> declared, IReadOnlyDictionary<string, Evidence> evidence)
    {
        if (licenses is not [var weights, ..]) return [];
        var sources = Parents(declared)
            .Concat(Components(WorkRelation.TrainedOn, "combination.data", c => c.Id == ComponentId.DataTrain.Value))
            .Concat(Components(WorkRelation.ContainsCode, "combination.code", c => Code.Contains(c.Id)))
            .ToList();
        return new LicenseCompatibility(pairs).Check(messages["combination.weights"], ReleaseTerms.Of(weights, evidence), sources, messages);

        IEnumerable<SourceWork> Components(WorkRelation relation, string name, Func<ComponentFact, bool> covers) => components
            .Where(c => covers(c) && c.License.Expression is not null)
            .Select(c => licenses.FirstOrDefault(l => l.Id == c.License.Expression))
            .OfType<LicenseInfo>().Where(l => l.Id != weights.Id).DistinctBy(l => l.Id)
            .Select(l => new SourceWork(relation, messages[name], ReleaseTerms.Of(l, evidence)));
    }

    private IEnumerable<SourceWork> Parents(IReadOnlyList<DeclaredParent> declared)
    {
        foreach (var parent in declared.DistinctBy(d => d.Parent))
        {
            if (series.LicenseOf(parent.Parent) is { } license && ReleaseTerms.Named(reader, license, parent.Evidence) is { } terms)
            {
                yield return new SourceWork(WorkRelation.DerivedFrom, messages["combination.parent", ("parent", parent.Parent)], terms);
            }
        }
    }
}
