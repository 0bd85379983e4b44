using Assay.Core;

namespace Assay.Engine;

/// <summary>The shapes of the knowledge files, taken from what their strict loaders ask for: a schema cannot differ from its loader.</summary>
public static class KnowledgeSchemas
{
    /// <summary>Loads all files under a watch and joins what was asked by concept (folder, or file of the top folder).</summary>
    /// <param name="knowledge">The table.</param>
    /// <exception cref="KnowledgeException">A file is not as it must be; <see cref="KnowledgeVerifier.Verify"/> lists all problems.</exception>
    public static IReadOnlyList<KnowledgeSchema> Read(DataTable knowledge)
    {
        var record = new ReadingRecord();
        var watched = knowledge.WatchedBy(record);
        if (KnowledgeVerifier.Verify(watched, out _) is [var problem, ..]) throw new KnowledgeException("knowledge", 1, $"no schema can be made of files that are wrong: {problem}");
        return [.. watched.Files.GroupBy(f => Concept(f.Path), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Of(g.Key, [.. g], record))];
    }

    private static KnowledgeSchema Of(string concept, IReadOnlyList<(string Path, DataNode Root)> files, ReadingRecord record)
    {
        var shape = new ShapeBuilder(record);
        foreach (var (_, root) in files) shape.Add(root, null);
        return new KnowledgeSchema(concept, [.. files.Select(f => f.Path)], shape.Build());
    }

    private static string Concept(string path) => path.LastIndexOf('/') is > 0 and var end ? path[..end].Replace('/', '-') : path[..path.LastIndexOf('.')];
}
