using System.Text;
using System.Text.Json;
using Minnow.Model;

namespace Minnow.Data;

/// <summary>Cleans the raw sentences, drops what cannot be used and splits the rest. The steps are those of DATA_CARD.md.</summary>
public sealed class CorpusProcessor(CharTokenizer tokenizer)
{
    private const int LongestLine = 100;
    private const int HeldOutOneIn = 10;

    /// <summary>Runs all steps and counts what each one did.</summary>
    public ProcessedCorpus Process(IReadOnlyList<string> raw)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var train = new List<string>();
        var heldOut = new List<string>();
        int unknown = 0, tooLong = 0, duplicates = 0;
        foreach (var line in raw.Select(Normalize))
        {
            if (!tokenizer.Knows(line)) unknown++;
            else if (line.Length > LongestLine) tooLong++;
            else if (!seen.Add(line)) duplicates++;
            else (IsHeldOut(line) ? heldOut : train).Add(line);
        }

        return new ProcessedCorpus(raw.Count, unknown, tooLong, duplicates, train, heldOut);
    }

    /// <summary>Step 1: small letters, colons and semicolons to commas, hyphens to spaces.</summary>
    public static string Normalize(string line) => line.Trim().ToLowerInvariant().Replace(':', ',').Replace(';', ',').Replace('-', ' ');

    /// <summary>Step 5: one line in ten is held out, chosen by its FNV-1a hash, so that the choice does not depend on the order.</summary>
    public static bool IsHeldOut(string line)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(line)) hash = unchecked((hash ^ b) * 1099511628211UL);
        return hash % HeldOutOneIn == 0;
    }
}

/// <summary>The two splits, and what was dropped on the way.</summary>
/// <param name="Raw">Raw lines.</param>
/// <param name="Unknown">Lines dropped for a character outside the alphabet.</param>
/// <param name="TooLong">Lines dropped for their length.</param>
/// <param name="Duplicates">Lines dropped because the same line came before.</param>
/// <param name="Train">Training split.</param>
/// <param name="HeldOut">Held-out split.</param>
public sealed record ProcessedCorpus(int Raw, int Unknown, int TooLong, int Duplicates, IReadOnlyList<string> Train, IReadOnlyList<string> HeldOut)
{
    /// <summary>The counts as JSON.</summary>
    public byte[] Report()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("raw_lines", Raw);
            json.WriteNumber("dropped_unknown_character", Unknown);
            json.WriteNumber("dropped_too_long", TooLong);
            json.WriteNumber("dropped_duplicate", Duplicates);
            json.WriteNumber("train_lines", Train.Count);
            json.WriteNumber("train_characters", Characters(Train));
            json.WriteNumber("heldout_lines", HeldOut.Count);
            json.WriteNumber("heldout_characters", Characters(HeldOut));
            json.WriteEndObject();
        }

        return [.. stream.ToArray(), (byte)'\n'];
    }

    private static int Characters(IReadOnlyList<string> lines) => lines.Sum(l => l.Length + 1);
}
