using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Assay.Economics;

/// <summary>Reads rows of JSON lines: many questions, or benchmark rows for a calibration.</summary>
public static class SizeRows
{
    private static readonly FrozenDictionary<string, ServingMode> Modes = new Dictionary<string, ServingMode>(StringComparer.Ordinal)
    {
        ["closed-loop"] = ServingMode.ClosedLoop,
        ["static-batch"] = ServingMode.StaticBatch,
        ["offline-max"] = ServingMode.OfflineMax,
        ["offline"] = ServingMode.OfflineMax,
        ["static"] = ServingMode.StaticBatch,
        ["single-stream-decode"] = ServingMode.SingleStreamDecode,
        ["single-stream-prefill"] = ServingMode.SingleStreamPrefill,
        ["ttft-batch1"] = ServingMode.FirstToken,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Largest number that a row may state: no model, data set or rate comes near it.</summary>
    public const double Largest = 1e16;

    private const long MostGpus = 1_000_000;

    /// <summary>Reads the lines of a text; an empty line is skipped, a line that is no question becomes null.</summary>
    public static IEnumerable<SizeRequest?> Read(ReadOnlyMemory<byte> text)
    {
        var rest = text;
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (!line.Span.Trim(" \r\t\uFEFF"u8).IsEmpty) yield return Row(line);
        }
    }

    /// <summary>The mode with a name, or null.</summary>
    public static ServingMode? Mode(string name) => Modes.TryGetValue(name, out var mode) ? mode : null;

    /// <summary>The tuning method that a text names, such as <c>Q-LoRA</c>.</summary>
    public static TuneMethod Method(string text)
    {
        var plain = string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        if (plain.Contains("qlora", StringComparison.Ordinal)) return TuneMethod.QLora;
        if (!plain.Contains("lora", StringComparison.Ordinal)) return TuneMethod.Full;
        return plain.Contains("emb", StringComparison.Ordinal) ? TuneMethod.LoraWithEmbedding : TuneMethod.Lora;
    }

    private static SizeRequest? Row(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 16 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? Row(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SizeRequest? Row(JsonElement row)
    {
        if (Text(row, "model") is not { } model) return null;
        var method = Text(row, "method") ?? "lora";
        return new SizeRequest
        {
            Ask = Text(row, "ask") switch { "weights" => SizeAsk.Weights, "finetune" => SizeAsk.FineTune, "train" => SizeAsk.Train, _ => SizeAsk.Serve },
            Model = model,
            Config = row.TryGetProperty("config", out var config) && config.ValueKind == JsonValueKind.Object ? config.GetRawText() : null,
            Parameters = Number(row, "params") ?? Number(row, "total_params"),
            ActiveParameters = Number(row, "active_params"),
            Gpu = Text(row, "hardware") ?? Text(row, "gpu"),
            Gpus = (int)Math.Clamp(Whole(row, "n_gpus") ?? ((long)(Whole(row, "nodes") ?? 1) * (Whole(row, "gpus_per_node") ?? 1)), 1, MostGpus),
            TensorParallel = Whole(row, "tp"),
            Stages = Math.Max(1, Whole(row, "pp") ?? 1),
            Replicas = row.TryGetProperty("attention_dp", out _) ? 1 : Math.Max(1, Whole(row, "dp") ?? 1),
            AttentionGroups = Whole(row, "attention_dp") ?? 1,
            ExpertParallel = Whole(row, "ep") ?? 1,
            Format = Text(row, "quant") ?? Text(row, "dtype") ?? "bf16",
            InputTokens = Whole(row, "input_len") ?? 1024,
            OutputTokens = Whole(row, "output_len") ?? 256,
            Concurrency = Whole(row, "concurrency"),
            Mode = Text(row, "mode") is { } mode ? Mode(mode) ?? ServingMode.ClosedLoop : ServingMode.ClosedLoop,
            Backend = Text(row, "backend"),
            Tokens = Number(row, "tokens"),
            Plan = new TrainingPlan(Number(row, "runs") ?? 1, Number(row, "failed_share") ?? 0, Number(row, "toolchain_saving") is { } saving and < 1 ? saving : 0),
            Method = Method(method),
            Sharded = method.Contains("zero3", StringComparison.OrdinalIgnoreCase) || method.Contains("fsdp", StringComparison.OrdinalIgnoreCase),
            MicroBatch = Whole(row, "micro_batch") ?? 1,
            Accumulation = Whole(row, "grad_accum") ?? 1,
            SequenceLength = Whole(row, "seq_len") ?? 2048,
            Rank = Whole(row, "rank"),
            Measured = Number(row, "tokens_per_s"),
        };
    }

    private static string? Text(JsonElement row, string key) => row.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement row, string key) => row.TryGetProperty(key, out var value) && Number(value) is > 0 and <= Largest and var number ? number : null;

    private static int? Whole(JsonElement row, string key) => row.TryGetProperty(key, out var value) && Number(value) is >= 0 and <= 100_000_000 and var number && Math.Floor(number) == number ? (int)number : null;

    /// <summary>A number, also where it is written as a text.</summary>
    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out var number) => number,
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => double.NaN,
    };
}
