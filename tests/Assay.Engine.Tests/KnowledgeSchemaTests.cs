using Assay.Core;

namespace Assay.Engine.Tests;

/// <summary>Schemas of knowledge files say what their loaders accept.</summary>
public sealed class KnowledgeSchemaTests
{
    private static readonly DataTable Table = Knowledge.Embedded;
    private static readonly Lazy<IReadOnlyList<KnowledgeSchema>> All = new(() => KnowledgeSchemas.Read(Table));

    private static DataShape Of(string name) => All.Value.Single(s => s.Name == name).Shape;

    [Fact]
    public void Every_file_belongs_to_one_concept_and_fits_its_schema()
    {
        Assert.Equal(Table.Files.Select(f => f.Path), All.Value.SelectMany(s => s.Files).Order(StringComparer.Ordinal));
        foreach (var schema in All.Value)
        {
            foreach (var file in schema.Files) Assert.Null(Misfit(Table.File(file)!.Value, schema.Shape));
        }
    }

    [Fact]
    public void What_a_loader_refuses_the_schema_refuses()
    {
        var item = Of("prices").Keys!["api"].Items!;
        Assert.True(item.Closed);
        Assert.Contains("source", item.Required);
        Assert.DoesNotContain("cached", item.Required);
        Assert.Equal([AskedAs.Number], item.Keys!["output"].Scalars);
        Assert.False(item.Keys.ContainsKey("unheard_of"));
        Assert.NotEmpty(Of("hardware").Keys!["accelerators"].Items!.Keys!["measurement"].Choices);
    }

    [Fact]
    public void Free_keys_stay_free() => Assert.NotNull(Of("messages").Values ?? Of("messages").Keys!.Values.Select(v => v.Values).FirstOrDefault(v => v is not null));

    private static string? Misfit(DataNode node, DataShape shape)
    {
        if (node.IsNull) return null;
        if (node.Kind == DataKind.Sequence) return shape.Items is { } items ? node.Items().Select(i => Misfit(i, items)).FirstOrDefault(m => m is not null) : $"{node}: no list may stand here";
        if (node.Kind != DataKind.Mapping) return shape.Scalars.Count > 0 ? null : $"{node}: no scalar may stand here";
        foreach (var (key, _, value) in node.Pairs())
        {
            var below = shape.Keys?.GetValueOrDefault(key) ?? shape.Values;
            if (below is null && shape.Closed) return $"{node}: {key} is not known";
            if (below is not null && Misfit(value, below) is { } misfit) return misfit;
        }

        return shape.Required.FirstOrDefault(r => node[r] is null) is { } missing ? $"{node}: {missing} is missing" : null;
    }
}
