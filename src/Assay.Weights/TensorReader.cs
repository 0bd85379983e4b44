using System.Buffers;
using Assay.Core;
using Assay.Weights.Decoding;

namespace Assay.Weights;

/// <summary>Reads values of tensors, any range of them, without reading the rest.</summary>
public static class TensorReader
{
    private const int ChunkBytes = 256 << 10;
    private const long MaxGatherBytes = 32 << 20;

    /// <summary>Whether the values can be had as numbers.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <returns>Null where they can, else the reason, one sentence.</returns>
    public static string? WhyNot(TensorInfo tensor) =>
        tensor.Storage.NotReadable ?? (TensorDecoder.CanDecode(tensor.Type) ? null : $"values of type {tensor.Type.Name()} are not decoded");

    /// <summary>Decodes elements in row-major order. Complex numbers give their real part.</summary>
    /// <param name="tensor">A tensor for which <see cref="WhyNot"/> is null.</param>
    /// <param name="first">Index of the first element, 0 to <see cref="TensorInfo.Elements"/>.</param>
    /// <param name="destination">As many elements as wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range does not lie within the tensor.</exception>
    /// <exception cref="InvalidOperationException">The values cannot be had.</exception>
    /// <exception cref="BlobReadException">The bytes could not be had.</exception>
    public static void Read(TensorInfo tensor, long first, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, tensor.Elements - destination.Length);
        if (WhyNot(tensor) is { } why) throw new InvalidOperationException(why);
        if (tensor.Storage.Strides is { } strides) ReadStrided(tensor, strides, first, destination);
        else ReadRun(tensor, first, destination);
    }

    /// <summary>Reads raw bytes of a tensor whose elements lie in order (<see cref="TensorStorage.Strides"/> is null).</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="offset">First byte, counted from the tensor's start.</param>
    /// <param name="destination">As many bytes as wanted.</param>
    /// <returns>How many bytes were read: fewer than wanted only at the end of the tensor.</returns>
    /// <exception cref="BlobReadException">The bytes could not be had.</exception>
    public static int ReadRaw(TensorInfo tensor, long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (tensor.Storage.NotReadable is { } why) throw new InvalidOperationException(why);
        var wanted = (int)Math.Max(0, Math.Min(destination.Length, tensor.Storage.Length - offset));
        tensor.Storage.Blob.ReadExactlyAt(tensor.Storage.Offset + offset, destination[..wanted]);
        return wanted;
    }

    private static void ReadRun(TensorInfo tensor, long first, Span<float> destination)
    {
        var (elements, bytes) = tensor.Type.Block();
        var blocksPerChunk = Math.Max(1, ChunkBytes / bytes);
        var needed = (int)Math.Min(blocksPerChunk, (destination.Length + (long)elements - 1) / elements + 1);
        var raw = ArrayPool<byte>.Shared.Rent(needed * bytes);
        Span<float> partial = stackalloc float[256];
        while (!destination.IsEmpty)
        {
            var skip = (int)(first % elements);
            var whole = skip == 0 ? Math.Min(blocksPerChunk, destination.Length / elements) : 0;
            var blocks = Math.Max(1, whole);
            var span = raw.AsSpan(0, blocks * bytes);
            tensor.Storage.Blob.ReadExactlyAt(tensor.Storage.Offset + (first / elements * bytes), span);
            int taken;
            if (whole > 0)
            {
                taken = whole * elements;
                TensorDecoder.Decode(tensor.Type, span, destination[..taken], tensor.Storage.BigEndian);
            }
            else
            {
                TensorDecoder.Decode(tensor.Type, span, partial[..elements], tensor.Storage.BigEndian);
                taken = Math.Min(elements - skip, destination.Length);
                partial.Slice(skip, taken).CopyTo(destination);
            }

            first += taken;
            destination = destination[taken..];
        }

        ArrayPool<byte>.Shared.Return(raw);
    }

    private static void ReadStrided(TensorInfo tensor, long[] strides, long first, Span<float> destination)
    {
        if (destination.IsEmpty) return;
        var size = tensor.Type.Block().Bytes;
        var walk = new StrideWalk(tensor.Shape, strides, first);
        var (low, high) = walk.Range(destination.Length);
        var extent = (high - low + 1) * size;
        var buffer = extent <= MaxGatherBytes ? ArrayPool<byte>.Shared.Rent((int)extent) : null;
        if (buffer is not null) tensor.Storage.Blob.ReadExactlyAt(tensor.Storage.Offset + (low * size), buffer.AsSpan(0, (int)extent));
        Span<byte> one = stackalloc byte[16];
        for (var i = 0; i < destination.Length; i++)
        {
            var at = walk.Next();
            if (buffer is not null) buffer.AsSpan((int)((at - low) * size), size).CopyTo(one);
            else tensor.Storage.Blob.ReadExactlyAt(tensor.Storage.Offset + (at * size), one[..size]);
            TensorDecoder.Decode(tensor.Type, one[..size], destination.Slice(i, 1), tensor.Storage.BigEndian);
        }

        if (buffer is not null) ArrayPool<byte>.Shared.Return(buffer);
    }
}
