using System.Text.Json;

namespace Minnow.Model;

/// <summary>The sizes of the network, as <c>config.json</c> gives them.</summary>
/// <param name="Context">How many characters back the network sees.</param>
/// <param name="Vocabulary">Number of tokens.</param>
/// <param name="Width">Units of the first layer.</param>
/// <param name="Hidden">Units of the second layer.</param>
public sealed record Shape(int Context, int Vocabulary, int Width, int Hidden)
{
    /// <summary>Reads <c>config.json</c>.</summary>
    public static Shape Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        int Number(string name) => json.RootElement.GetProperty(name).GetInt32();
        return new Shape(Number("context_length"), Number("vocab_size"), Number("width"), Number("hidden_size"));
    }
}
