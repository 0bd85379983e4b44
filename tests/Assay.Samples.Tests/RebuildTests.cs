using Minnow;

namespace Assay.Samples;

/// <summary>Minnow rebuilt from its sources has the published digests.</summary>
public sealed class RebuildTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("minnow-").FullName;
    private readonly ReleaseFolder release = new(Sample.In("minnow"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Published_files_have_the_published_digests() =>
        Assert.All(Sample.PublishedDigests(), p => Assert.Equal(p.Value, Sample.Digest(Sample.In("minnow", p.Key))));

    [Fact]
    public void Data_made_again_is_the_published_data()
    {
        Commands.MakeData(release, new ReleaseFolder(folder));
        AssertRebuilt("data/heldout.txt", "data/processing.json", "data/raw.txt", "data/train.txt");
    }

    [Fact]
    public void Weights_trained_again_are_the_published_weights()
    {
        Commands.Train(release, new ReleaseFolder(folder));
        AssertRebuilt("checkpoints/step-001000/model.safetensors", "checkpoints/step-003000/model.safetensors", "checkpoints/step-006000/model.safetensors", "model.safetensors", "training_log.csv");
    }

    [Fact]
    public void Evaluation_run_again_gives_the_published_results()
    {
        Commands.Evaluate(release, new ReleaseFolder(folder));
        AssertRebuilt("eval_results.json");
    }

    private void AssertRebuilt(params string[] paths)
    {
        var published = Sample.PublishedDigests();
        var rebuilt = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal);
        Assert.Equal(paths, rebuilt);
        Assert.All(paths, p => Assert.Equal((p, published[p]), (p, Sample.Digest(Path.Combine(folder, p)))));
    }
}
