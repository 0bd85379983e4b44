using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Lineage;

/// <summary>How stored numbers become floats inside a kernel, without being written to memory in between.</summary>
/// <typeparam name="T">A stored number.</typeparam>
internal interface IValueSource<T>
    where T : unmanaged
{
    /// <summary>Eight neighbors as floats.</summary>
    static abstract Vector256<float> Load(ref T from, nuint at);

    /// <summary>The bits of one as a float.</summary>
    static abstract uint Bits(T value);
}

/// <summary>Floats as they are.</summary>
internal readonly struct Floats : IValueSource<float>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref float from, nuint at) => Vector256.LoadUnsafe(ref from, at);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);
}

/// <summary>BF16: the upper halves of floats.</summary>
internal readonly struct UpperHalves : IValueSource<ushort>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref ushort from, nuint at)
    {
        var eight = Vector128.LoadUnsafe(ref from, at);
        if (Avx2.IsSupported) return (Avx2.ConvertToVector256Int32(eight) << 16).AsSingle();
        var (low, high) = Vector128.Widen(eight);
        return Vector256.Create(low << 16, high << 16).AsSingle();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(ushort value) => (uint)value << 16;
}
