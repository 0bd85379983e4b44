using Assay.Audit;
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
    /// <param name="own">The license of the weights, or null.</param>
    /// <param name="licenses">The licenses of the release.</param>
    /// <param name="components">Its components with the licenses that cover them.</param>
    /// <param name="bases">The models that it is made of.</param>
    /// <param name="evidence">Evidence by id.</param>
    public IReadOnlyList<Conflict> Conflicts(LicenseInfo? own, IReadOnlyList<LicenseInfo> licenses, IReadOnlyList<ComponentFact> components, IReadOnlyList<BaseTerms> bases, IReadOnlyDictionary<string, Evidence> evidence)
    {
        var parents = Parents(bases, evidence).ToList();
        if (own is not { } weights) return new LicenseCompatibility(pairs).Check(messages["combination.weights"], LicenseTerms.None, parents, messages);
        var sources = parents
            .Concat(Components(WorkRelation.TrainedOn, "combination.data", c => c.Id == ComponentId.DataTrain.Value))
            .Concat(Components(WorkRelation.ContainsCode, "combination.code", c => Code.Contains(c.Id)))
            .ToList();
        return [.. Restated(bases), .. new LicenseCompatibility(pairs).Check(messages["combination.weights"], ReleaseTerms.Of(weights, evidence, reader), sources, messages)];

        IEnumerable<SourceWork> Components(WorkRelation relation, string name, Func<ComponentFact, bool> covers) => components
            .Where(c => covers(c) && c.License.Expression is not null)
            .Select(c => licenses.FirstOrDefault(l => l.Id == c.License.Expression))
            .OfType<LicenseInfo>().Where(l => l.Id != weights.Id).DistinctBy(l => l.Id)
            .Select(l => new SourceWork(relation, messages[name], ReleaseTerms.Of(l, evidence)));
    }

    /// <summary>The terms of the models that the release is made of, as far as they are known: read, stated in its card, or written for the series that the model belongs to.</summary>
    public IEnumerable<SourceWork> Parents(IReadOnlyList<BaseTerms> bases, IReadOnlyDictionary<string, Evidence> evidence)
    {
        foreach (var known in bases)
        {
            if (Terms(known, evidence) is { } terms) yield return new SourceWork(WorkRelation.DerivedFrom, messages["combination.parent", ("parent", known.Parent)], terms);
        }
    }

    /// <summary>What was not read of the models that the release is made of: unknown, and so never compatible.</summary>
    public IEnumerable<Finding> NotRead(IReadOnlyList<BaseTerms> bases)
    {
        foreach (var open in bases.Where(b => b.From != BaseTermsFrom.Release))
        {
            yield return Finding.Of("lineage.base-terms-not-read", FindingLevel.Note, messages["finding.base-terms-not-read", ("parent", open.Parent), ("known", Known(open))], open.Parent, open.Evidence);
        }
    }

    /// <summary>The bases of whose terms nothing is known.</summary>
    public IEnumerable<string> Unknown(IReadOnlyList<BaseTerms> bases, IReadOnlyDictionary<string, Evidence> evidence) => bases.Where(b => Terms(b, evidence) is null).Select(b => b.Parent);

    private LicenseTerms? Terms(BaseTerms known, IReadOnlyDictionary<string, Evidence> evidence)
    {
        if (known.License is { Clauses.Count: > 0 } license)
        {
            var terms = ReleaseTerms.Of(license, evidence, reader);
            return license.Match is LicenseMatchKind.Tag or LicenseMatchKind.Reference ? terms with { Evidence = terms.Facts.Keys.ToDictionary(c => c, _ => known.Evidence, StringComparer.Ordinal) } : terms;
        }

        return known.From == BaseTermsFrom.NotRead && series.LicenseOf(known.Parent) is { } written ? ReleaseTerms.Named(reader, written, known.Evidence) : null;
    }

    private string Known(BaseTerms open) => open switch
    {
        { From: BaseTermsFrom.Card, Stated: { } stated } => messages["finding.base-terms-stated", ("license", stated)],
        _ when series.LicenseOf(open.Parent) is { } written => messages["finding.base-terms-series", ("license", written)],
        _ => messages["finding.base-terms-unknown"],
    };

    private IEnumerable<Conflict> Restated(IReadOnlyList<BaseTerms> bases) => bases
        .Where(b => b is { From: BaseTermsFrom.Release, License: { } read, Stated: { } stated } && !LicenseCompatibility.SameLicense(read.Id, stated))
        .Select(b => new Conflict(b.Stated!, b.License!.Id, messages["conflict.base-stated-otherwise", ("parent", b.Parent), ("stated", b.Stated!), ("read", b.License.Id)], b.Evidence));
}
