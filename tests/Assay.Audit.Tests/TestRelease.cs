using System.Collections.Immutable;
using System.Text;
using Assay.Core;
using Assay.Sources;

namespace Assay.Audit.Tests;

/// <summary>Small releases in memory.</summary>
internal sealed class TestRelease
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _pointers = new(StringComparer.Ordinal);
    private readonly List<Artifact> _others = [];
    private ImmutableArray<string> _refs = [];

    public static TestRelease Of(string card) => new TestRelease().With("README.md", card);

    public TestRelease With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    public TestRelease With(string path, byte[] bytes)
    {
        _files[path] = bytes;
        return this;
    }

    /// <summary>Files that are only named by pointers of a given size.</summary>
    public TestRelease WithPointers(long size, params string[] paths)
    {
        foreach (var path in paths) _pointers[path] = size;
        return this;
    }

    /// <summary>Branches and tags of the model's repository.</summary>
    public TestRelease WithRefs(params string[] refs)
    {
        _refs = [.. refs.Order(StringComparer.Ordinal)];
        return this;
    }

    /// <summary>A code repository whose files were read.</summary>
    public TestRelease WithCode(string artifact, params (string Path, string Text)[] files)
    {
        var bytes = files.ToDictionary(f => f.Path, f => Encoding.UTF8.GetBytes(f.Text), StringComparer.Ordinal);
        _others.Add(new Artifact("code:" + artifact, ArtifactKind.Code, "code/" + artifact) { Snapshot = new Snapshot(bytes.Select(f => new SnapshotEntry(f.Key, f.Value.Length, EntryState.Bytes)), e => new MemoryBlob(bytes[e.Path])) });
        return this;
    }

    public TestRelease WithListed(string artifact, params string[] paths)
    {
        var entries = paths.Select((p, i) => new SnapshotEntry(p, 1000, EntryState.Listed) { ListedIn = ("tree.txt", i + 1, $"100644 0000 1000 {p}") });
        _others.Add(new Artifact("code:" + artifact, ArtifactKind.Code, "code/" + artifact) { Snapshot = new Snapshot(entries, _ => throw new BlobReadException("not here")) });
        return this;
    }

    public TestRelease WithUnread(string location, string why)
    {
        _others.Add(new Artifact("code:unread", ArtifactKind.Code, location) { Why = why });
        return this;
    }

    public AssessmentResult Assess(string name = "marlin-7b", Limits? limits = null)
    {
        var entries = _files.Select(f => new SnapshotEntry(f.Key, f.Value.Length, EntryState.Bytes)).Concat(_pointers.Select(p => new SnapshotEntry(p.Key, p.Value, EntryState.Pointer)));
        var snapshot = new Snapshot(entries, e => new MemoryBlob(_files[e.Path])) { Refs = _refs };
        var model = new Artifact("model", ArtifactKind.Model, "") { Snapshot = snapshot };
        ImmutableArray<Artifact> artifacts = [model, .. _others];
        return ReleaseAssessor.Assess(new Release(name, null, artifacts), TestKnowledge.Table, new AssessOptions { Licenses = TestKnowledge.Licenses, Limits = limits ?? Limits.Default });
    }
}

internal static class AssessmentExtensions
{
    public static ComponentFact Fact(this AssessmentResult result, string id) => result.Facts.Components.First(c => c.Id == id);

    public static IEnumerable<string> Quotes(this AssessmentResult result, ComponentFact fact) => fact.Evidence.Select(e => result.Facts.Evidence[e].Quote);
}
