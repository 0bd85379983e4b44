using System.Text;
using Assay.Core;
using Assay.Weights;

namespace Assay.Lineage;

/// <summary>Writes and reads sketches, version 2 of the format described in docs/sketch-format.md.</summary>
public static class SketchFile
{
    /// <summary>Usual ending of the file name.</summary>
    public const string Ending = ".sketch";

    /// <summary>Longest sketch that is read, and that is written: 1 GiB.</summary>
    public const long MaxBytes = 1 << 30;

    private const int Version = 2;
    /// <summary>Most tensors of a sketch.</summary>
    internal const int MaxTensors = 1 << 20;

    private const int MaxText = SketchReader.Longest;

    private static ReadOnlySpan<byte> Magic => "ASKETCH1"u8;

    /// <summary>Whether bytes begin like a sketch.</summary>
    public static bool IsSketch(ReadOnlySpan<byte> head) => head.StartsWith(Magic);

    /// <summary>The bytes of a sketch; the same sketch gives the same bytes.</summary>
    public static byte[] Write(ModelSketch sketch)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        Head(writer, sketch);
        List(writer, sketch.Tensors, t => Tensor(writer, t));
        List(writer, sketch.Units, u => Units(writer, u));
        if (sketch.Run is { } run) Run(writer, run);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Writes a sketch whose tensors and units were kept as bytes.</summary>
    internal static void Write(ModelSketch head, SketchSpill parts, Stream to)
    {
        using var writer = new BinaryWriter(to, Encoding.UTF8, leaveOpen: true);
        Head(writer, head);
        parts.CopyTo(writer);
        if (head.Run is { } run) Run(writer, run);
    }

    private static void Head(BinaryWriter writer, ModelSketch sketch)
    {
        writer.Write(Magic);
        writer.Write(Version);
        Text(writer, sketch.Name);
        writer.Write(sketch.IsAdapter);
        List(writer, sketch.Files, f => Texts(writer, f.Path, f.Sha256));
        List(writer, sketch.Declared, d => Texts(writer, d.Parent, d.Relation ?? "", d.Where));
        List(writer, sketch.Notes, n => Text(writer, n));
    }

    /// <summary>Reads a sketch.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <returns>The sketch, or null with the reason.</returns>
    public static (ModelSketch? Sketch, string? Why) Read(ReadOnlyMemory<byte> bytes) => Read(new MemoryBlob(bytes));

    /// <summary>Reads a sketch piece by piece.</summary>
    /// <param name="blob">The whole file.</param>
    /// <returns>The sketch, or null with the reason.</returns>
    /// <exception cref="BlobReadException">The bytes could not be had.</exception>
    public static (ModelSketch? Sketch, string? Why) Read(IBlob blob)
    {
        if (blob.Length > MaxBytes) return (null, $"it has {blob.Length} bytes, more than the {MaxBytes} that are read; 'assay sketch' writes none that long");
        try
        {
            return (Read(new SketchReader(blob)), null);
        }
        catch (SketchException e)
        {
            return (null, e.Message);
        }
    }

    private static ModelSketch Read(SketchReader reader)
    {
        if (!IsSketch(reader.Bytes(Magic.Length))) throw new SketchException("the file is no sketch");
        if (reader.Int() is var version && version != Version) throw new SketchException($"the sketch has version {version}; this program reads version {Version}: make it anew with 'assay sketch'");
        var sketch = new ModelSketch
        {
            Name = reader.Text(MaxText),
            IsAdapter = reader.Bool(),
            Files = reader.List(MaxTensors, r => (r.Text(MaxText), r.Text(MaxText))),
            Declared = reader.List(MaxTensors, r => new Declaration(r.Text(MaxText), r.Text(MaxText) is { Length: > 0 } relation ? relation : null, r.Text(MaxText))),
            Notes = reader.List(MaxTensors, r => r.Text(MaxText)),
            Tensors = reader.List(MaxTensors, ReadTensor),
            Units = reader.List(MaxTensors, ReadUnits),
        };
        if (!reader.AtEnd) sketch = sketch with { Run = new TrainingRun(reader.Text(MaxText), reader.Long(), reader.List(TrainingRun.MostEntries, r => r.Text(MaxText))) };
        if (!reader.AtEnd) throw new SketchException("there are bytes behind the end of the sketch");
        if (sketch.Tensors.DistinctBy(t => t.Role).Count() < sketch.Tensors.Count) throw new SketchException("two tensors have the same role");
        return sketch.Units.DistinctBy(u => u.Role).Count() < sketch.Units.Count ? throw new SketchException("two sets of units have the same role") : sketch;
    }

    /// <summary>The last part, which a sketch may lack.</summary>
    private static void Run(BinaryWriter writer, TrainingRun run)
    {
        Text(writer, run.Run);
        writer.Write(run.Step);
        List(writer, run.Log, e => Text(writer, e));
    }

    internal static void Tensor(BinaryWriter writer, TensorSketch t)
    {
        Role(writer, t.Role);
        Text(writer, t.Type.Name());
        writer.Write(t.Rows);
        writer.Write(t.Columns);
        writer.Write((ulong)(t.ValueHash >> 64));
        writer.Write(unchecked((ulong)t.ValueHash));
        writer.Write(t.Moments.Zeros);
        writer.Write(t.Moments.NotFinite);
        writer.Write(t.Moments.Min);
        writer.Write(t.Moments.Max);
        writer.Write(t.Moments.Sum);
        writer.Write(t.Moments.Sum2);
        writer.Write(t.Moments.Sum4);
        foreach (var e in t.Exponents) writer.Write(e);
        writer.Write((byte)t.MantissaBits);
        writer.Write((float)t.RowOrder);
        writer.Write(t.Deterministic);
        List(writer, t.Sketch, v => writer.Write(v));
        List(writer, t.Samples, v => writer.Write(v));
    }

    private static TensorSketch ReadTensor(SketchReader r)
    {
        var role = r.Role(MaxText);
        var name = r.Text(MaxText);
        var tensor = new TensorSketch
        {
            Role = role,
            Type = Types.TryGetValue(name, out var type) ? type : DType.Other,
            Rows = r.Positive(),
            Columns = r.Positive(),
            ValueHash = new UInt128(r.ULong(), r.ULong()),
            Moments = new Moments(r.Long(), r.Long(), r.Float(), r.Float(), r.Double(), r.Double(), r.Double()),
            Exponents = [.. Enumerable.Range(0, 32).Select(_ => r.UInt())],
            MantissaBits = r.Byte(),
            RowOrder = r.Float(),
            Deterministic = r.Bool(),
            Sketch = r.Floats(SketchHash.Side * SketchHash.Side),
            Samples = r.Floats(256),
        };
        return tensor.Sketch.Length == (tensor.Rows == 1 ? SketchHash.Side : SketchHash.Side * SketchHash.Side) && tensor.Samples.Length == Math.Min(256, tensor.Elements)
            ? tensor
            : throw new SketchException($"the sketch of {role} does not have the size of its shape");
    }

    internal static void Units(BinaryWriter writer, UnitHashes units)
    {
        Role(writer, units.Role);
        writer.Write(units.Units);
        writer.Write(units.Width);
        writer.Write(units.Sorted);
        List(writer, units.Bits, b => writer.Write(b));
    }

    private static UnitHashes ReadUnits(SketchReader r)
    {
        var units = new UnitHashes(r.Role(MaxText), r.Positive(), r.Positive(), r.Bool(), [.. r.List(2 * UnitHashes.Most, x => x.ULong())]);
        return units.Bits.Length == 2 * Math.Min(UnitHashes.Most, units.Units) ? units : throw new SketchException($"the unit hashes of {units.Role} do not fit their number");
    }

    private static readonly Dictionary<string, DType> Types = Enum.GetValues<DType>().ToDictionary(t => t.Name(), StringComparer.Ordinal);

    private static void Role(BinaryWriter writer, TensorRole role)
    {
        writer.Write(role.Layer);
        Text(writer, role.Slot);
    }

    private static void List<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items) write(item);
    }

    private static void Texts(BinaryWriter writer, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts) Text(writer, text);
    }

    private static void Text(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Length > MaxText / 4 ? text[..(MaxText / 4)] : text);
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }
}
