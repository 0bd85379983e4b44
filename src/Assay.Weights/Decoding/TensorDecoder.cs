using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Weights.Decoding;

/// <summary>Turns stored elements into numbers, whole blocks at a time.</summary>
public static class TensorDecoder
{
    /// <summary>Whether values of this type can be decoded.</summary>
    public static bool CanDecode(DType type) => type != DType.Other;

    /// <summary>Decodes whole blocks. Complex numbers give their real part, integers the nearest float.</summary>
    /// <param name="type">A type that <see cref="CanDecode"/>.</param>
    /// <param name="source">Whole blocks, exactly as many as the destination needs.</param>
    /// <param name="destination">One float an element.</param>
    /// <param name="bigEndian">Whether the bytes of a number are stored highest first.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or the type cannot be decoded.</exception>
    public static void Decode(DType type, ReadOnlySpan<byte> source, Span<float> destination, bool bigEndian = false)
    {
        var (elements, bytes) = type.Block();
        if (!CanDecode(type)) throw new ArgumentException($"values of type {type.Name()} are not decoded", nameof(type));
        if (destination.Length % elements != 0 || source.Length != destination.Length / elements * bytes) throw new ArgumentException("the source does not hold the blocks of the destination", nameof(source));
        if (bigEndian && elements == 1 && bytes > 1) DecodeSwapped(type, source, destination, bytes);
        else if (type.IsQuantized()) DecodeBlocks(type, source, destination, elements, bytes);
        else DecodePlain(type, source, destination);
    }

    private static void DecodePlain(DType type, ReadOnlySpan<byte> source, Span<float> destination)
    {
        switch (type)
        {
            case DType.F32:
                source.CopyTo(MemoryMarshal.AsBytes(destination));
                break;
            case DType.BF16:
                BFloat16(MemoryMarshal.Cast<byte, ushort>(source), destination);
                break;
            case DType.F16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(source), destination);
                break;
            case DType.F64:
                Each<double>(source, destination, static v => (float)v);
                break;
            case DType.C64:
                Each<(float Real, float Imaginary)>(source, destination, static v => v.Real);
                break;
            case DType.C128:
                Each<(double Real, double Imaginary)>(source, destination, static v => (float)v.Real);
                break;
            case DType.I64:
                Each<long>(source, destination, static v => v);
                break;
            case DType.I32:
                Each<int>(source, destination, static v => v);
                break;
            case DType.I16:
                Each<short>(source, destination, static v => v);
                break;
            case DType.U64:
                Each<ulong>(source, destination, static v => v);
                break;
            case DType.U32:
                Each<uint>(source, destination, static v => v);
                break;
            case DType.U16:
                Each<ushort>(source, destination, static v => v);
                break;
            case DType.I8:
                Each<sbyte>(source, destination, static v => v);
                break;
            default:
                DecodeBytes(type, source, destination);
                break;
        }
    }

    private static void DecodeBytes(DType type, ReadOnlySpan<byte> source, Span<float> destination)
    {
        switch (type)
        {
            case DType.F8_E4M3:
                LookUp(SmallFloats.E4M3, source, destination);
                break;
            case DType.F8_E5M2:
                LookUp(SmallFloats.E5M2, source, destination);
                break;
            case DType.F8_E4M3FNUZ:
                LookUp(SmallFloats.E4M3Fnuz, source, destination);
                break;
            case DType.F8_E5M2FNUZ:
                LookUp(SmallFloats.E5M2Fnuz, source, destination);
                break;
            case DType.F8_E8M0:
                LookUp(SmallFloats.E8M0, source, destination);
                break;
            case DType.F4:
                for (var i = 0; i < destination.Length; i++) destination[i] = SmallFloats.E2M1[Bits(source, i, 4)];
                break;
            case DType.F6_E2M3 or DType.F6_E3M2:
                var six = type == DType.F6_E2M3 ? SmallFloats.E2M3 : SmallFloats.E3M2;
                for (var i = 0; i < destination.Length; i++) destination[i] = six[SixBits(source, i)];
                break;
            case DType.U4 or DType.U2:
                var width = type == DType.U4 ? 4 : 2;
                for (var i = 0; i < destination.Length; i++) destination[i] = Bits(source, i, width);
                break;
            case DType.I4 or DType.I2:
                var sign = type == DType.I4 ? 8 : 2;
                for (var i = 0; i < destination.Length; i++) destination[i] = (Bits(source, i, type == DType.I4 ? 4 : 2) ^ sign) - sign;
                break;
            default:
                for (var i = 0; i < destination.Length; i++) destination[i] = source[i];
                break;
        }
    }

    private static void DecodeBlocks(DType type, ReadOnlySpan<byte> source, Span<float> destination, int elements, int bytes)
    {
        for (var block = 0; block < destination.Length / elements; block++)
        {
            var from = source.Slice(block * bytes, bytes);
            var to = destination.Slice(block * elements, elements);
            if (GridBlocks.Holds(type)) GridBlocks.Decode(type, from, to);
            else if (type >= DType.NVFP4) FewBits.Decode(type, from, to);
            else if (elements == 256) SuperBlocks.Decode(type, from, to);
            else SmallBlocks.Decode(type, from, to);
        }
    }

    private static void DecodeSwapped(DType type, ReadOnlySpan<byte> source, Span<float> destination, int bytes)
    {
        var number = type is DType.C64 or DType.C128 ? bytes / 2 : bytes;
        var copy = ArrayPool<byte>.Shared.Rent(source.Length);
        var swapped = copy.AsSpan(0, source.Length);
        source.CopyTo(swapped);
        for (var at = 0; at < swapped.Length; at += number) swapped.Slice(at, number).Reverse();
        DecodePlain(type, swapped, destination);
        ArrayPool<byte>.Shared.Return(copy);
    }

    private static void BFloat16(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        var i = 0;
        for (; i <= source.Length - Vector256<ushort>.Count; i += Vector256<ushort>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.Create(source[i..]));
            (low << 16).AsSingle().CopyTo(destination[i..]);
            (high << 16).AsSingle().CopyTo(destination[(i + Vector256<uint>.Count)..]);
        }

        for (; i < source.Length; i++) destination[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << 16);
    }

    private static void Each<T>(ReadOnlySpan<byte> source, Span<float> destination, Func<T, float> value)
        where T : unmanaged
    {
        var values = MemoryMarshal.Cast<byte, T>(source);
        for (var i = 0; i < destination.Length; i++) destination[i] = value(values[i]);
    }

    private static void LookUp(float[] table, ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (var i = 0; i < destination.Length; i++) destination[i] = table[source[i]];
    }

    /// <summary>Six bits may lie in two bytes; lowest bits first, as for the other small types.</summary>
    private static int SixBits(ReadOnlySpan<byte> source, int index)
    {
        var (at, shift) = (index * 6 / 8, index * 6 % 8);
        var pair = source[at] | (shift > 2 ? source[at + 1] << 8 : 0);
        return (pair >> shift) & 63;
    }

    private static int Bits(ReadOnlySpan<byte> source, int index, int width)
    {
        var bit = index * width;
        return (source[bit >> 3] >> (bit & 7)) & ((1 << width) - 1);
    }
}
