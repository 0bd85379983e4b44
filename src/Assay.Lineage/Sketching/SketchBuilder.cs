using System.Collections.Concurrent;
using System.Security.Cryptography;
using Assay.Core;
using Assay.Weights;

namespace Assay.Lineage;

/// <summary>Makes the sketch of a model in one pass over its weights; the digests of the files are made at the same time on another thread.</summary>
public static class SketchBuilder
{
    private const int HashBlock = 4 << 20;

    /// <summary>Makes a sketch.</summary>
    /// <param name="source">The model.</param>
    /// <param name="digest">Whether the SHA-256 of each weight file is made.</param>
    /// <param name="limits">Bounds of the readers of weights.</param>
    /// <returns>Always a sketch; what could not be read is in its notes.</returns>
    public static ModelSketch Build(ModelSource source, bool digest = true, WeightLimits? limits = null) => Build(source, ModelTensors.Open(source, limits ?? WeightLimits.Default), digest);

    /// <summary>Makes the sketch of a model and writes it, as <see cref="Build(ModelSource, bool, WeightLimits?)"/> and <see cref="SketchFile.Write(ModelSketch)"/> together would, without ever holding it whole.</summary>
    /// <param name="source">The model.</param>
    /// <param name="to">Where the sketch goes; nothing is written where the model holds no weights that can be read.</param>
    /// <param name="digest">Whether the SHA-256 of each weight file is made.</param>
    /// <param name="limits">Bounds of the readers of weights.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="IOException">The sketch could not be written.</exception>
    public static SketchWritten Write(ModelSource source, Func<Stream> to, bool digest = true, WeightLimits? limits = null) => Write(source, to, digest, limits, SketchFile.MaxBytes);

    internal static SketchWritten Write(ModelSource source, Func<Stream> to, bool digest, WeightLimits? limits, long mostBytes)
    {
        using var parts = new SketchSpill();
        var model = ModelTensors.Open(source, limits ?? WeightLimits.Default);
        var leftOut = model.FitTo(mostBytes);
        var head = Build(source, model, digest, parts);
        if (parts.Tensors > 0)
        {
            using var stream = to();
            SketchFile.Write(head, parts, stream);
        }

        return new SketchWritten(parts.Tensors, parts.Parameters, parts.Units, head.Notes) { LeftOut = leftOut };
    }

    internal static ModelSketch Build(ModelSource source, ModelTensors model, bool digest)
    {
        var lists = new SketchLists();
        return Build(source, model, digest, lists) with { Tensors = lists.Tensors, Units = lists.Units };
    }

    /// <summary>Hands the tensors and units on and returns the rest of the sketch.</summary>
    private static ModelSketch Build(ModelSource source, ModelTensors model, bool digest, ISketchSink sink)
    {
        var notes = new ConcurrentQueue<string>(model.Notes);
        var paths = model.Set.Model.SelectMany(v => v.Files).ToHashSet(StringComparer.Ordinal);
        var files = source.Files.Where(f => paths.Contains(f.Path)).OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        var digests = digest ? Task.Run(() => Digests(files, notes)) : Task.FromResult(new List<(string, string)>());
        var threads = Math.Min(digest ? 1 : 2, Environment.ProcessorCount);
        var rows = new RowOrders(model.All.Count);
        TensorSketches.Make(model.All, threads, notes, (index, sketch) =>
        {
            if (!model.IsAdapter && UnitHasher.HasUnits(sketch)) rows[index] = sketch.RowOrder;
            sink.Take(sketch);
        });
        if (!model.IsAdapter) Units(model, rows, threads, notes, sink);
        return new ModelSketch
        {
            Name = source.Path,
            Tensors = [],
            Units = [],
            IsAdapter = model.IsAdapter,
            Declared = DeclarationReader.Read(source.Files, model.Set.Metadata),
            Run = TrainingRun.Of(source.Path, source.Files),
            Files = digests.GetAwaiter().GetResult(),
            Notes = [.. notes.Order(StringComparer.Ordinal)],
        };
    }

    private static void Units(ModelTensors model, RowOrders rows, int threads, ConcurrentQueue<string> notes, ISketchSink sink)
    {
        var done = new InOrder<UnitHashes>((_, units) => sink.Take(units));
        var work = UnitHasher.All(model, rows).Select((make, number) => (make, number));
        Parallel.ForEach(Partitioner.Create(work, EnumerablePartitionerOptions.NoBuffering), new ParallelOptions { MaxDegreeOfParallelism = threads }, part =>
        {
            UnitHashes? units = null;
            try
            {
                units = part.make();
            }
            catch (BlobReadException e)
            {
                notes.Enqueue($"hidden units could not be read: {e.Message}");
            }

            done.Done(part.number, units);
        });
    }

    private static List<(string Path, string Sha256)> Digests(List<WeightSource> files, ConcurrentQueue<string> notes)
    {
        var digests = new List<(string, string)>();
        foreach (var file in files)
        {
            try
            {
                digests.Add((file.Path, Sha256(file.Open())));
            }
            catch (BlobReadException e)
            {
                notes.Enqueue($"{file.Path} has no digest: {e.Message}");
            }
        }

        return digests;
    }

    /// <summary>SHA-256 of a blob, 64 hex digits.</summary>
    /// <exception cref="BlobReadException">The bytes could not be had.</exception>
    public static string Sha256(IBlob blob)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[(int)Math.Min(HashBlock, Math.Max(1, blob.Length))];
        for (long at = 0; at < blob.Length;)
        {
            var read = blob.ReadAt(at, buffer);
            if (read == 0) break;
            hash.AppendData(buffer, 0, read);
            at += read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>What a sketch holds that was written.</summary>
/// <param name="Tensors">Number of its tensors; 0 where nothing was written.</param>
/// <param name="Parameters">Number of their elements.</param>
/// <param name="Units">Number of its sets of units.</param>
/// <param name="Notes">Remarks, each one sentence.</param>
public sealed record SketchWritten(int Tensors, long Parameters, int Units, IReadOnlyList<string> Notes)
{
    /// <summary>Of the remarks the one that says which tensors a sketch has no room for; null where it holds all.</summary>
    public string? LeftOut { get; init; }
}
