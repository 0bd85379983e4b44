using System.CommandLine;
using System.Globalization;
using Assay.Core;
using Assay.Economics;
using Assay.Engine;
using Assay.Reports.Economics;
using Assay.Reports.Json;

namespace Assay.Cli.Commands;

/// <summary><c>assay size</c>: parameters, bytes, cache, fit, speed, training.</summary>
internal static class SizeCommand
{
    private static readonly Argument<string?> Model = new("MODEL") { Description = "A known model such as Llama-3.1-8B, a config.json, or any SOURCE: a folder, archive, GGUF file, hf:ORG/NAME", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Gpu = new("--gpu") { Description = "Accelerator, such as h100_sxm", HelpName = "ID" };
    private static readonly Option<int> Count = new("--count") { Description = "Number of accelerators", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Dtype = new("--dtype") { Description = "Weight format, such as bf16, fp8, fp4, awq, q4_k_m; bf16, or that of a GGUF file, where it is missing", HelpName = "D" };
    private static readonly Option<int> Input = new("--input") { Description = "Input tokens of a request", HelpName = "T", DefaultValueFactory = _ => 1024 };
    private static readonly Option<int> Output = new("--output", "--output-tokens") { Description = "Output tokens of a request", HelpName = "T", DefaultValueFactory = _ => 256 };
    private static readonly Option<int?> Concurrency = new("--concurrency") { Description = "Requests at once; as many as fit where it is missing", HelpName = "C" };
    private static readonly Option<string?> Mode = new("--mode") { Description = "closed-loop, static-batch, offline-max, single-stream-decode, single-stream-prefill", HelpName = "MODE" };
    private static readonly Option<string?> Weights = new("--weights") { Description = "Only the bytes of the weights in this format", HelpName = "FORMAT" };
    private static readonly Option<string?> Train = new("--train") { Description = "pretrain, full, lora or qlora", HelpName = "KIND" };
    private static readonly Option<double?> Tokens = new("--tokens") { Description = "Training tokens", HelpName = "N" };
    private static readonly Option<int> Seq = new("--seq") { Description = "Tokens of a training sequence", HelpName = "T", DefaultValueFactory = _ => 2048 };
    private static readonly Option<int> Batch = new("--batch-size") { Description = "Sequences of a training step on one accelerator", HelpName = "B", DefaultValueFactory = _ => 1 };
    private static readonly Option<int?> Rank = new("--rank") { Description = "Rank of the adapters", HelpName = "R" };
    private static readonly TrainingOptions Training = new();
    private static readonly Option<string?> Prices = new("--prices") { Description = "Prices that replace those of the knowledge (YAML)", HelpName = "FILE" };
    private static readonly Option<string?> AsOf = new("--as-of") { Description = "Date that ages of prices are counted to; that of the newest price where it is missing", HelpName = "DATE" };
    private static readonly Option<string?> Calibrate = new("--calibrate") { Description = "Own benchmark rows (JSON lines)", HelpName = "FILE" };
    private static readonly Option<string?> Rows = new("--batch") { Description = "Answer every line of a file; with --train: sequences of a step", HelpName = "FILE|B" };
    private static readonly Option<string> Format = CommonOptions.Format("text", "json");
    private static readonly Option<string?> To = new("-o") { Description = "Write to this file", HelpName = "FILE" };

    public static Command Create(CliContext context)
    {
        Train.AcceptOnlyFromAmong("pretrain", "full", "lora", "qlora");
        var command = new Command("size", "Parameters, memory, speed and training of a model on given hardware") { Model };
        foreach (var option in new Option[] { Gpu, Count, Dtype, Input, Output, Concurrency, Mode, Weights, Train, Tokens, Seq, Batch, Rank, Prices, AsOf, Calibrate, Rows, Format, To }) command.Options.Add(option);
        Training.AddTo(command);
        command.SetAction(parse => Run(context, parse));
        return command;
    }

    private static int Run(CliContext context, ParseResult parse)
    {
        var size = new SizeUseCase(CliContext.Knowledge(parse.GetValue(CommonOptions.Knowledge)));
        if (parse.GetValue(Prices) is { } prices) size.Refresh(prices);
        size.Sizer.Prices.Today = Date(parse.GetValue(AsOf));
        if (parse.GetValue(Calibrate) is { } own) context.Terminal.Log($"{size.Calibrate(own)} rows taken for the calibration");
        if (parse.GetValue(Rows) is { } rows && parse.GetValue(Train) is null) return Many(context, parse, size.Batch(rows));
        if (parse.GetValue(Model) is not { } model) throw AssayException.Usage("'size' needs a model: a known name, a config.json or a folder with one; or --batch FILE");
        var request = Request(parse, model, size.Find(model));
        Check(size.Sizer, request);
        var result = size.Sizer.Answer(request) ?? throw AssayException.Usage($"the model '{model}' is not known; give its config.json");
        if (parse.GetValue(Format) == "json") context.WriteJson(result, SizeJsonContext.Default.SizeResult, parse.GetValue(To));
        else context.Write(SizeText.Render(result), parse.GetValue(To));
        return ExitCodes.Done;
    }

    private static int Many(CliContext context, ParseResult parse, SizeBatch batch)
    {
        if (parse.GetValue(Format) == "json") context.WriteJson(batch, SizeJsonContext.Default.SizeBatch, parse.GetValue(To));
        else context.Write(SizeText.Render(batch), parse.GetValue(To));
        return ExitCodes.Done;
    }

    private static SizeRequest Request(ParseResult parse, string model, SizedSource source)
    {
        var train = parse.GetValue(Train);
        return new SizeRequest
        {
            Ask = train switch { "pretrain" => SizeAsk.Train, null => parse.GetValue(Weights) is null ? SizeAsk.Serve : SizeAsk.Weights, _ => SizeAsk.FineTune },
            Model = model,
            Shape = source.Shape,
            Gpu = parse.GetValue(Gpu),
            Gpus = Positive(parse.GetValue(Count), "--count"),
            Format = parse.GetValue(Weights) ?? parse.GetValue(Dtype) ?? source.Format ?? "bf16",
            InputTokens = Positive(parse.GetValue(Input), "--input"),
            OutputTokens = Positive(parse.GetValue(Output), "--output"),
            Concurrency = parse.GetValue(Concurrency) is { } c ? Positive(c, "--concurrency") : null,
            Mode = parse.GetValue(Mode) is { } mode ? SizeRows.Mode(mode) ?? throw AssayException.Usage($"the mode '{mode}' is not known; give closed-loop, static-batch, offline-max, single-stream-decode or single-stream-prefill") : ServingMode.ClosedLoop,
            Tokens = parse.GetValue(Tokens),
            Method = train is null or "pretrain" ? TuneMethod.Lora : SizeRows.Method(train),
            SequenceLength = Positive(parse.GetValue(Seq), "--seq"),
            MicroBatch = Positive(TrainBatch(parse), "--batch"),
            Plan = Training.Read(parse),
            Rank = parse.GetValue(Rank) is { } r ? Positive(r, "--rank") : null,
        };
    }

    private static int TrainBatch(ParseResult parse) => parse.GetValue(Rows) is { } text
        ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : throw AssayException.Usage($"--batch with --train takes a number of sequences, not '{text}'")
        : parse.GetValue(Batch);

    private static string? Date(string? text) => text is null || Dates.Month(text) is not null ? text : throw AssayException.Usage($"--as-of takes a date such as 2026-11-24, not '{text}'");

    private static void Check(Sizer sizer, SizeRequest request)
    {
        if (request.Gpu is { } gpu && sizer.Hardware.Find(gpu) is null) throw AssayException.Usage($"the accelerator '{gpu}' is not known; known are {string.Join(", ", sizer.Hardware.All.Select(a => a.Id))}");
        if (sizer.Formats.Find(request.Format) is null) throw AssayException.Usage($"the weight format '{request.Format}' is not known; known are {string.Join(", ", sizer.Formats.All.Select(f => f.Id))}");
        if (request.Ask == SizeAsk.Train && request.Tokens is not (> 0 and <= SizeRows.Largest)) throw AssayException.Usage("--train pretrain needs the number of training tokens; give --tokens, such as 15e12");
    }

    private static int Positive(int value, string option) => value > 0 ? value : throw AssayException.Usage($"{option} must be at least 1, not {value}");
}
