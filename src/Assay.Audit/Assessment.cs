using Assay.Core;
using Assay.Licensing;
using Assay.Licensing.Claims;
using Assay.Sources;

namespace Assay.Audit;

/// <summary>One assessment: read, detect, judge, tie terms, hold claims against facts.</summary>
internal sealed class Assessment(Release release, DataTable knowledge, LicenseAnalyzer licenses, AssessOptions options)
{
    private readonly EvidenceLedger _ledger = new();
    private readonly MessageCatalog _messages = new(knowledge);
    private readonly ComponentVocabulary _vocabulary = ComponentVocabulary.Load(knowledge);

    public AssessmentResult Run()
    {
        var book = SignalBook.Load(knowledge);
        var placeBook = PlaceBook.Load(knowledge);
        var index = ReleaseIndex.Read(release, options.Limits);
        IDetector[] detectors = [new WeightsDetector(), new ConfigDetector(), new CardDetector(), new DatasetDetector(), new DataTableDetector(), new RefsDetector(book), new CitationDetector(placeBook), new ReportDetector(book), new ScriptDetector(), new ResultDetector(ResultWords.Load(knowledge)), new DataLinkDetector(DataKnowledge.Load(knowledge)), new TextDetector(book), new PathDetector(book)];
        var detections = new DetectorHost(options.Limits, options.Clock).Run(detectors, index, out var cut);
        var names = new OwnNames(index);
        var found = OthersWork.Without([.. detections.OfType<Detection.Found>().Select(d => d.Observation)], names, placeBook).ToLookup(o => o.Component);
        var analyzer = new ClaimReader(index, new ClaimAnalyzer(knowledge, licenses.Catalog));
        var declared = new DeclaredLineage(index, _ledger).Find();
        index.Declare(declared);
        var statements = new LicenseSurvey(index, licenses, analyzer, declared, _messages, _ledger).Find();
        var assigner = new LicenseAssigner(index, statements);
        var infos = LicenseReports.Of(statements, assigner.Weights?.Statement, licenses, _ledger);
        var limits = assigner.Limits is { } stated ? infos.Find(i => i.Id == stated.Expression) : null;
        var bases = BaseTerms.Of(index, declared, statements, infos);
        var training = TrainingStatements.Of(index, _ledger);
        var places = new UnreadPlaces(index, placeBook, found, declared, names);
        var components = Components(index, found, statements, assigner, places, training);
        var conflicts = TermConflicts.Of(statements, LicenseBadges.Of(index, licenses, _ledger), assigner, release.Model.Id, _messages);
        var claims = new ClaimJudge(index, analyzer, _ledger, places, new FactClaims(index, declared, _messages), _messages).Judge(components, limits ?? (assigner.Weights is { Scope: not LicenseScope.Inherited } ? infos[0] : null));
        return new AssessmentResult
        {
            Facts = new FactBase { Release = Describe(index), Components = components, Licenses = infos, Evidence = _ledger.All },
            WeightsTerms = assigner.Weights?.Statement.Read,
            Bases = bases,
            OwnLicense = statements.Where(s => s.Subject != TermsSubject.Base).Select(s => s.Expression).ToHashSet(StringComparer.Ordinal) is var own ? infos.Find(i => own.Contains(i.Id)) : null,
            CardLimits = limits,
            Conflicts = conflicts.Conflicts,
            Claims = claims,
            Declared = declared,
            Training = training,
            Sizes = new SizeStatements(analyzer, _ledger).Find(),
            Findings = [.. conflicts.Findings, .. new ReleaseConsistency(index, _ledger, _messages).Find(), .. new StatedParents(index, _ledger, _messages).Find(), .. new CardDimensions(index, _ledger, _messages).Find(), .. DeclaredLineage.Disagreements(declared, release.Name)],
            Coverage = CoverageOf(index, [.. index.NotLooked, .. cut], places),
        };
    }

    private List<ComponentFact> Components(ReleaseIndex index, ILookup<ComponentId, Observation> found, List<LicenseStatement> statements, LicenseAssigner assigner, UnreadPlaces places, TrainingStatements training)
    {
        var judge = new ComponentJudge(_ledger, new Looked(index), _vocabulary, release);
        var unseen = Unseen.Reason(index);
        var sources = new DataSources(_ledger, DataKnowledge.Load(knowledge), LicenseLists.Load(knowledge)).Of(index, [.. found[ComponentId.DataTrain]], training.Unnamed);
        var facts = new List<ComponentFact>();
        foreach (var component in ComponentId.All)
        {
            foreach (var (stage, observations) in Stages.Of(component, Spoken(component, found)))
            {
                var fact = judge.Judge(component, observations, unseen is not null, places.First(_vocabulary[component].KeptIn)) with { Stage = stage };
                if (component == ComponentId.LegalLicense) fact = LegalFacts.License(fact, statements, assigner.Weights?.Statement);
                if (component == ComponentId.DataTrain || component == ComponentId.DocDataInfo) fact = fact with { Sources = sources };
                if (component == ComponentId.DocDataInfo && fact.Presence is Presence.Present or Presence.Partial) fact = fact with { Topics = SourceTopics.With(fact.Topics, sources) };
                if (component == ComponentId.WeightsFinal) fact = fact with { Access = new ComponentAccess(Gate.Of(index), StatedDate.Of(index)) };
                facts.Add(assigner.Assign(fact, Places(fact, observations)));
            }
        }

        return new SharedTopics(index, _ledger).With(facts);
    }

    // A link to training data names a source.
    private static List<Observation> Spoken(ComponentId component, ILookup<ComponentId, Observation> found) => component != ComponentId.DocDataInfo
        ? [.. found[component]]
        : [.. found[component], .. found[ComponentId.DataTrain].Where(o => o.Says is Stance.Links && o.Start >= 0).Select(o => o with { Component = component, Says = Stance.Topic, Topic = "listing-public" })];

    private static List<AuditFile> Places(ComponentFact fact, IReadOnlyList<Observation> observations)
    {
        var deciding = observations.Where(o => o.Rule == fact.DecidedBy).Select(o => o.File);
        var rest = observations.Where(o => o.Says is Stance.Shows or Stance.Part || (o.Says is Stance.Topic && o.Component == ComponentId.DocDataInfo)).Select(o => o.File);
        if (fact.Id.StartsWith("code.", StringComparison.Ordinal)) deciding = observations.Where(o => o.File.Role == FileRole.Code).Select(o => o.File).Concat(deciding);
        return [.. Sorted(deciding).Concat(Sorted(rest)).Distinct().Take(4)];

        static IEnumerable<AuditFile> Sorted(IEnumerable<AuditFile> files) => files.OrderBy(f => f.Role is FileRole.Code ? 0 : f.Role is FileRole.Card ? 1 : f.Role is FileRole.Readme ? 2 : 3).ThenBy(f => f.Path.Count(c => c == '/'));
    }

    private List<Coverage> CoverageOf(ReleaseIndex index, IReadOnlyList<NotLooked> notLooked, UnreadPlaces places)
    {
        var looked = new Looked(index);
        IEnumerable<NotLooked> Of(params ReadOnlySpan<PlaceKind> kinds)
        {
            var wanted = kinds.ToArray();
            return places.All.Where(p => wanted.Contains(p.Kind)).Select(p => new NotLooked(p.What, _messages[$"coverage.{WireName.Of(p.Kind)}"]));
        }

        return
        [
            new Coverage("code", looked.For(ComponentId.CodeTrain), [.. notLooked, .. Of(PlaceKind.Repository, PlaceKind.UseRepository, PlaceKind.EvaluationRepository, PlaceKind.DataRepository)]),
            new Coverage("documents", looked.For(ComponentId.DocModelCard), [.. notLooked, .. Of(PlaceKind.Paper, PlaceKind.Page)]),
            new Coverage("data", looked.For(ComponentId.DocModelCard), [.. Of(PlaceKind.Dataset)]),
            new Coverage("weights", looked.For(ComponentId.WeightsFinal), [.. notLooked, .. Of(PlaceKind.Original, PlaceKind.BaseModel)]),
        ];
    }

    private ReleaseInfo Describe(ReleaseIndex index)
    {
        var identity = ReleaseDigest.Of(release, options.Limits);
        var publisher = release.Publisher is null ? StatedPublisher.Of(index, _ledger) : null;
        return new ReleaseInfo
        {
            Name = release.Name,
            Publisher = release.Publisher ?? publisher?.Name,
            PublisherEvidence = publisher?.Evidence is { } quote ? [quote] : [],
            Revision = release.Model.Revision,
            Digest = identity.Digest,
            DigestCovers = identity.Covers,
            Artifacts = [.. release.Artifacts.Select(a => new ArtifactInfo(a.Id, a.Kind, a.Location, a.Revision, StateOf(a), a.Why))],
        };
    }

    private static ReadState StateOf(Artifact artifact) => artifact.Snapshot is not { } snapshot ? ReadState.NotRead
        : snapshot.Entries.Any(e => e.State == EntryState.Bytes) ? ReadState.Full : ReadState.Listing;
}
