namespace Minnow;

/// <summary>Where everything lies in the release: the only place that knows paths.</summary>
/// <param name="root">Folder of the release, the one with README.md.</param>
public sealed class ReleaseFolder(string root)
{
    /// <summary>Architecture.</summary>
    public string Config => In("config.json");

    /// <summary>Alphabet.</summary>
    public string Tokenizer => In("tokenizer.json");

    /// <summary>Hyperparameters.</summary>
    public string TrainingSettings => In("training_config.json");

    /// <summary>Loss during training.</summary>
    public string TrainingLog => In("training_log.csv");

    /// <summary>Final weights.</summary>
    public string Weights => In("model.safetensors");

    /// <summary>Hand-made sources of the data set.</summary>
    public string Sources => In("data/sources");

    /// <summary>Sentences as generated and as written by hand, before any processing.</summary>
    public string RawText => In("data/raw.txt");

    /// <summary>Training split.</summary>
    public string TrainText => In("data/train.txt");

    /// <summary>Held-out split.</summary>
    public string HeldOutText => In("data/heldout.txt");

    /// <summary>What the processing did, in numbers.</summary>
    public string ProcessingReport => In("data/processing.json");

    /// <summary>Results of the evaluation.</summary>
    public string EvaluationResults => In("eval_results.json");

    /// <summary>Weights after some steps of training.</summary>
    public string Checkpoint(int step) => In($"checkpoints/step-{step:D6}/model.safetensors");

    /// <summary>Writes a file and creates its folder.</summary>
    public static void Save(string file, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllBytes(file, bytes);
    }

    private string In(string path) => Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar));
}
