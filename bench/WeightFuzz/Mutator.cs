namespace WeightFuzz;

/// <summary>Makes the input with a number: a seed file, mutated once or more, by structure where the kind has one.</summary>
internal static class Mutator
{
    /// <summary>The input.</summary>
    /// <returns>Name of the seed file, the bytes, and the kind (the ending).</returns>
    public static (string Name, byte[] Bytes, string Kind) Make(List<Seed> corpus, long seed, long number)
    {
        var random = new Random(unchecked((int)((seed * 1_000_003) ^ (number * 0x9E3779B1))));
        var file = corpus[random.Next(corpus.Count)];
        var kind = Kind(file);
        var bytes = file.Bytes;
        for (var rounds = 1 + random.Next(3); rounds > 0; rounds--) bytes = Structured(kind, bytes, random) ?? RawEdits.Apply(bytes, random, corpus[random.Next(corpus.Count)].Bytes);
        return (file.Name, bytes, kind);
    }

    private static byte[]? Structured(string kind, byte[] bytes, Random random) => random.Next(4) == 0 ? null : kind switch
    {
        "safetensors" => HeaderEdits.Safetensors(bytes, random),
        "npy" => HeaderEdits.Npy(bytes, random),
        "json" => HeaderEdits.Text(bytes, random),
        "zip" => ZipEdits.Apply(bytes, random),
        "onnx" => ProtobufEdits.Apply(bytes, random),
        "pickle" => PickleEdits.Apply(bytes, random),
        "gguf" or "sketch" => LengthEdits.Apply(bytes, random),
        _ => null,
    };

    private static string Kind(Seed file)
    {
        var ending = Path.GetExtension(file.Name).TrimStart('.').ToLowerInvariant();
        if (file.Bytes.AsSpan().StartsWith("PK"u8)) return "zip";
        if (file.Bytes.AsSpan().StartsWith("GGUF"u8)) return "gguf";
        if (file.Bytes.AsSpan().StartsWith("ASKETCH"u8)) return "sketch";
        if (file.Bytes.Length > 1 && file.Bytes[0] == 0x80) return "pickle";
        return ending is "safetensors" or "npy" or "json" or "onnx" ? ending : "pickle";
    }
}
