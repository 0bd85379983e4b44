using System.Collections.Immutable;
using Assay.Core;
using Assay.Sources;

namespace Assay.Audit;

/// <summary>All files of a release, the texts among them read once, within a budget.</summary>
public sealed class ReleaseIndex
{
    private readonly Dictionary<string, AuditFile> _byPlace;
    private readonly HashSet<string> _bases = new(StringComparer.Ordinal);

    internal ReleaseIndex(Release release, ImmutableArray<AuditFile> files, ImmutableArray<NotLooked> notLooked)
    {
        (Release, Files, NotLooked) = (release, files, notLooked);
        _byPlace = new Dictionary<string, AuditFile>(StringComparer.Ordinal);
        foreach (var file in files) _byPlace.TryAdd(file.Artifact.Id + "\0" + file.Path, file);
        Own = [.. files.Where(f => !f.IsForeign)];
    }

    /// <summary>The release.</summary>
    public Release Release { get; }

    /// <summary>All files, artifact by artifact, in ordinal order of their paths.</summary>
    public ImmutableArray<AuditFile> Files { get; }

    /// <summary>The files that speak of this model.</summary>
    public ImmutableArray<AuditFile> Own { get; }

    /// <summary>What was not looked at, and why.</summary>
    public ImmutableArray<NotLooked> NotLooked { get; }

    /// <summary>Whether an artifact is about another model of the same family: its code may serve, its claims and terms are not this model's.</summary>
    public bool IsOtherModel(Artifact artifact) => IsBase(artifact) || (artifact.Kind != ArtifactKind.Model && FamilyName.Of(Release.Name).IsOtherModel(artifact.Location[(artifact.Location.LastIndexOf('/') + 1)..]));

    /// <summary>Whether an artifact is a model that this one is made of: what it states is stated of itself.</summary>
    public bool IsBase(Artifact artifact) => artifact.Kind == ArtifactKind.Parent || _bases.Contains(artifact.Id);

    /// <summary>Tells which artifacts are the declared bases of the model.</summary>
    internal void Declare(IReadOnlyList<DeclaredParent> parents) =>
        _bases.UnionWith(parents.Select(p => BaseTerms.ArtifactOf(Release, p.Parent, parents.Count)?.Id).OfType<string>());

    /// <summary>The files of the model artifact.</summary>
    public IEnumerable<AuditFile> ModelFiles => Files.Where(f => f.Artifact.Id == Release.Model.Id);

    /// <summary>The main card: the README at the root of the model, or the next best document there.</summary>
    public AuditFile? Card => field ??= ModelFiles.Where(f => f.Role == FileRole.Card && f.Markdown is not null)
        .OrderBy(f => f.Name.Equals("README.md", StringComparison.OrdinalIgnoreCase) ? 0 : 1).FirstOrDefault();

    /// <summary>A file of an artifact by its path, or null.</summary>
    public AuditFile? Find(Artifact artifact, string path) => _byPlace.GetValueOrDefault(artifact.Id + "\0" + path);

    /// <summary>Indexes a release and reads its texts.</summary>
    public static ReleaseIndex Read(Release release, Limits limits) => new ReleaseReader(release, limits).Read();
}
