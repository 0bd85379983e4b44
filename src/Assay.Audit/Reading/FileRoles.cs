using Assay.Core;
using Assay.Sources;

namespace Assay.Audit;

/// <summary>Tells the role of a file from its place and name.</summary>
public static class FileRoles
{
    /// <summary>Bytes below which a file of an unknown kind is not taken for a model.</summary>
    private const long LeastModel = 16 << 20;

    /// <summary>Shortest name without its ending that names a model.</summary>
    private const int LeastStem = 4;

    private static readonly string[] Documents = [".md", ".markdown", ".mdx", ".rst"];
    private static readonly string[] Configs = [".json", ".yaml", ".yml", ".toml", ".cfg", ".ini", ".cff", ".gin"];
    private static readonly string[] Programs = [".py", ".sh", ".ipynb", ".slurm", ".cpp", ".cc", ".c", ".h", ".cu", ".rs", ".go", ".java", ".js", ".ts", ".cs", ".fs", ".swift", ".kt", ".scala", ".mm", ".m", ".hpp", ".cuh", ".pl", ".jl", ".r", ".lua", ".bash", ".sbatch"];
    private static readonly string[] WeightFiles = [".safetensors", ".gguf", ".ggml", ".onnx", ".pt", ".pth", ".ckpt", ".h5", ".msgpack", ".tflite", ".pdparams", ".mlmodel", ".keras", ".npz", ".jit", ".nemo", ".pdmodel", ".mlpackage", ".joblib", ".skops", ".ubj", ".cbm", ".xgb", ".lgb", ".engine", ".mar", ".ort", ".llamafile"];
    private static readonly string[] NoModels = [".zip", ".gz", ".bz2", ".xz", ".zst", ".7z", ".tar", ".parquet", ".arrow", ".jsonl", ".json", ".csv", ".tsv", ".txt", ".pdf", ".png", ".jpg", ".gif", ".mp4", ".webm", ".mov", ".wav", ".mp3", ".flac", ".exe", ".dmg", ".apk", ".iso"];
    private static readonly string[] NoWeights = ["training_args", "optimizer", "scheduler", "rng_state", "random_states", "scaler", "mel_filters"];

    /// <summary>The role of a file of an artifact.</summary>
    public static FileRole Of(Artifact artifact, string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..].ToLowerInvariant();
        var atRoot = name.Length == path.Length;
        if (IsWeights(name)) return FileRole.Weights;
        if (HasEnding(name, Programs)) return FileRole.Code;
        if (IsPolicy(name)) return FileRole.Policy;
        if (IsLicense(name)) return FileRole.License;
        if (IsCard(name)) return atRoot ? artifact.Kind == ArtifactKind.Model ? FileRole.Card : FileRole.Readme : FileRole.Document;
        if (HasEnding(name, Documents)) return FileRole.Document;
        return HasEnding(name, Configs) ? FileRole.Config : FileRole.Other;
    }

    /// <summary>Whether a large file of an unknown kind bears the name of the release: toolkits pack their weights in containers of their own.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="size">Its size in bytes, or null where it is not known.</param>
    /// <param name="release">Name of the release.</param>
    public static bool IsNamedAsModel(string path, long? size, string release)
    {
        var name = path[(path.LastIndexOf('/') + 1)..].ToLowerInvariant();
        var dot = name.LastIndexOf('.');
        return size >= LeastModel && dot >= LeastStem && !HasEnding(name, NoModels) && string.Equals(name[..dot], release[(release.LastIndexOf('/') + 1)..], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a file of weights holds parameters (not optimizer states and the like).</summary>
    public static bool IsWeights(string name)
    {
        var lower = name.ToLowerInvariant();
        if (lower.EndsWith(".index.json", StringComparison.Ordinal)) return true;
        foreach (var start in NoWeights)
        {
            if (lower.StartsWith(start, StringComparison.Ordinal)) return false;
        }

        return HasEnding(lower, WeightFiles)
            || (lower.EndsWith(".bin", StringComparison.Ordinal) && (lower.Contains("model", StringComparison.Ordinal) || lower.Contains("weights", StringComparison.Ordinal) || lower.Contains("ggml", StringComparison.Ordinal)));
    }

    private static bool IsCard(string name) => name.StartsWith("readme", StringComparison.Ordinal)
        || name.Contains("model_card", StringComparison.Ordinal) || name.Contains("model-card", StringComparison.Ordinal) || name.Contains("modelcard", StringComparison.Ordinal);

    private static bool IsPolicy(string name) => name.Contains("use_policy", StringComparison.Ordinal) || name.Contains("use-policy", StringComparison.Ordinal)
        || name.Contains("acceptable_use", StringComparison.Ordinal) || name.Contains("acceptable-use", StringComparison.Ordinal) || name.StartsWith("aup.", StringComparison.Ordinal);

    /// <summary>Whether a file holds terms by its name.</summary>
    /// <param name="name">Name without folders, in lower case.</param>
    public static bool IsLicense(string name)
    {
        if (HasEnding(name, Configs) || name.Contains("header", StringComparison.Ordinal)) return false;
        return name.Contains("license", StringComparison.Ordinal) || name.Contains("licence", StringComparison.Ordinal) || name.StartsWith("copying", StringComparison.Ordinal)
            || name.StartsWith("unlicense", StringComparison.Ordinal) || name is "legal.md" || IsTerms(name);
    }

    // TERMS.md, WEIGHTS_TERMS_OF_USE.txt: the word stands alone in the name.
    private static bool IsTerms(string name)
    {
        if (!name.EndsWith(".md", StringComparison.Ordinal) && !name.EndsWith(".txt", StringComparison.Ordinal)) return false;
        var at = name.IndexOf("terms", StringComparison.Ordinal);
        return at >= 0 && (at == 0 || name[at - 1] is '_' or '-' or ' ') && name[at + 5] is '.' or '_' or '-' or ' ';
    }

    private static bool HasEnding(string name, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
