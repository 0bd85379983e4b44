using System.Buffers.Binary;
using System.Text;
using Assay.Core;
using Assay.Formats;
using Assay.Sources;
using Assay.Tests;

namespace Assay.Engine.Tests.Lineage;

/// <summary>Terms that reach a model along measured edges: from the license text of its ancestor, or from its card.</summary>
public sealed class CarriedTermsTests : IDisposable
{
    private const int Units = 64;
    private static readonly Lazy<DataTable> Knowledge = new(() => new DataTable(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge"))));
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-carried").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_license_text_of_the_ancestor_is_read_where_its_card_names_none()
    {
        Model("origin", 1, 0, "# Origin\n", License);
        Model("child", 1, 0.05f, "---\nbase_model: origin\n---\n", null);
        var carried = Assert.Single(Compare("origin", "child"), c => c.Child == "child");
        Assert.Equal("Apache-2.0", carried.License);
        Assert.Contains("LICENSE of origin", carried.Text, StringComparison.Ordinal);
        Assert.Equal(["origin -> child"], carried.Edges);
        Assert.NotEmpty(carried.Duties);
    }

    [Fact]
    public void A_tag_is_enough_and_the_text_decides_where_both_are_there()
    {
        Model("origin", 1, 0, "---\nlicense: mit\n---\n", null);
        Model("child", 1, 0.05f, "---\nbase_model: origin\n---\n", null);
        Assert.Equal("MIT", Assert.Single(Compare("origin", "child")).License);
        File.WriteAllText(Path.Combine(_folder, "origin", "LICENSE"), License);
        Assert.Equal("Apache-2.0", Assert.Single(Compare("origin", "child")).License);
    }

    [Fact]
    public void Nothing_reaches_a_stranger()
    {
        Model("origin", 1, 0, "# Origin\n", License);
        Model("stranger", 2, 0, "---\nbase_model: origin\n---\n", null);
        Assert.Empty(Compare("origin", "stranger"));
    }

    [Fact]
    public void The_audit_tells_duties_with_their_edge()
    {
        Model("origin", 1, 0, "# Origin\n", License);
        Model("child", 1, 0.05f, "---\nlicense: cc-by-nc-4.0\n---\n", null);
        var info = LineageUseCase.Against(At("child"), [At("origin")], new SourceRequest { Source = At("child"), Offline = true }, Knowledge.Value, null);
        var carried = Assert.Single(info.Carried);
        Assert.Equal(("origin", "Apache-2.0", "measured"), (carried.Ancestor, carried.License, carried.Basis));
        Assert.Equal("undeclared", info.Finding);
    }

    private static string License => File.ReadAllText(Path.Combine(SharedData.Root, "samples", "minnow", "LICENSE"));

    private string At(string name) => Path.Combine(_folder, name);

    private IReadOnlyList<CarriedTerms> Compare(params string[] names) =>
        LineageUseCase.Run([.. names.Select(At)], new SourceRequest { Source = At(names[0]), Offline = true }, Knowledge.Value).Carried;

    /// <summary>A model of one feed-forward layer: values of a seed, moved by a step, written as safetensors.</summary>
    private void Model(string name, int seed, float step, string card, string? license)
    {
        Directory.CreateDirectory(At(name));
        File.WriteAllText(Path.Combine(At(name), "README.md"), card);
        if (license is not null) File.WriteAllText(Path.Combine(At(name), "LICENSE"), license);
        var (random, moves) = (new Random(seed), new Random(99));
        var header = new StringBuilder();
        var values = new List<float>();
        foreach (var tensor in new[] { "model.embed_tokens", "model.layers.0.mlp.up_proj", "model.layers.0.mlp.down_proj", "model.layers.1.mlp.up_proj" })
        {
            header.Append(header.Length == 0 ? "{" : ",").Append(System.Globalization.CultureInfo.InvariantCulture, $"\"{tensor}.weight\":{{\"dtype\":\"F32\",\"shape\":[{Units},{Units}],\"data_offsets\":[{4 * values.Count},{4 * (values.Count + (Units * Units))}]}}");
            for (var i = 0; i < Units * Units; i++) values.Add((float)(random.NextDouble() - 0.5) + (step * (float)(moves.NextDouble() - 0.5)));
        }

        var json = Encoding.UTF8.GetBytes(header.Append('}').ToString());
        var file = new byte[8 + json.Length + (4 * values.Count)];
        BinaryPrimitives.WriteInt64LittleEndian(file, json.Length);
        json.CopyTo(file, 8);
        for (var i = 0; i < values.Count; i++) BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(8 + json.Length + (4 * i)), values[i]);
        File.WriteAllBytes(Path.Combine(At(name), "model.safetensors"), file);
    }
}
