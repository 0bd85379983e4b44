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

    internal static ModelSketch Build(ModelSource source, ModelTensors model, bool digest)
    {
        var notes = new ConcurrentQueue<string>(model.Notes);
        var paths = model.Set.Model.SelectMany(v => v.Files).ToHashSet(StringComparer.Ordinal);
        var files = source.Files.Where(f => paths.Contains(f.Path)).OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        var digests = digest ? Task.Run(() => Digests(files, notes)) : Task.FromResult(new List<(string, string)>());
        var threads = Math.Min(digest ? 1 : 2, Environment.ProcessorCount);
        var sketches = TensorSketches.Make(model.All, threads, notes);
        var tensors = sketches.OfType<TensorSketch>().ToList();
        return new ModelSketch
        {
            Name = source.Path,
            Tensors = tensors,
            Units = model.IsAdapter ? [] : Units(model, tensors, threads, notes),
            IsAdapter = model.IsAdapter,
            Declared = DeclarationReader.Read(source.Files, model.Set.Metadata),
            Files = digests.GetAwaiter().GetResult(),
            Notes = [.. notes.Order(StringComparer.Ordinal)],
        };
    }

    private static List<UnitHashes> Units(ModelTensors model, List<TensorSketch> tensors, int threads, ConcurrentQueue<string> notes)
    {
        var work = UnitHasher.All(model, tensors.ToDictionary(t => t.Role)).ToList();
        var units = new UnitHashes?[work.Count];
        Parallel.For(0, work.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            try
            {
                units[i] = work[i]();
            }
            catch (BlobReadException e)
            {
                notes.Enqueue($"hidden units could not be read: {e.Message}");
            }
        });
        return [.. units.OfType<UnitHashes>()];
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
