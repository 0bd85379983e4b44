using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Lineage;

/// <summary>
/// Hashes values so that a cast that loses nothing does not change the hash: the upper halves of their floats by themselves, which are all there is of BF16,
/// and the lower halves only where one of them is not zero.
/// </summary>
internal sealed class ValueHash
{
    private readonly XxHash128 _upper = new();
    private readonly XxHash128 _lower = new();
    private ushort[] _halves = [];
    private uint _lowerBits;
    private bool _split;

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        _upper.Reset();
        _lower.Reset();
        (_lowerBits, _split) = (0, false);
    }

    /// <summary>Adds values stored as their upper halves. All values of one hash are added in the same way.</summary>
    public void Append(ReadOnlySpan<ushort> upperHalves) => _upper.Append(MemoryMarshal.AsBytes(upperHalves));

    /// <summary>Adds floats.</summary>
    public void Append(ReadOnlySpan<float> values)
    {
        _split = true;
        if (_halves.Length < 2 * values.Length) _halves = new ushort[2 * values.Length];
        var upper = _halves.AsSpan(0, values.Length);
        var lower = _halves.AsSpan(values.Length, values.Length);
        Split(MemoryMarshal.Cast<float, uint>(values), upper, lower);
        _upper.Append(MemoryMarshal.AsBytes(upper));
        _lower.Append(MemoryMarshal.AsBytes(lower));
    }

    /// <summary>The hash of what was added.</summary>
    public UInt128 Current => _split && _lowerBits != 0 ? Join([_upper.GetCurrentHashAsUInt128(), _lower.GetCurrentHashAsUInt128()]) : _upper.GetCurrentHashAsUInt128();

    /// <summary>One hash of several: of their bytes, highest first.</summary>
    public static UInt128 Join(ReadOnlySpan<UInt128> hashes)
    {
        var bytes = new byte[16 * hashes.Length];
        for (var i = 0; i < hashes.Length; i++) BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16 * i), hashes[i]);
        return XxHash128.HashToUInt128(bytes);
    }

    private void Split(ReadOnlySpan<uint> bits, Span<ushort> upper, Span<ushort> lower)
    {
        var seen = Vector256<ushort>.Zero;
        var i = 0;
        ref var from = ref MemoryMarshal.GetReference(bits);
        ref var toUpper = ref MemoryMarshal.GetReference(upper);
        ref var toLower = ref MemoryMarshal.GetReference(lower);
        var mask = Vector256.Create(0xFFFFu);
        for (; i <= bits.Length - Vector256<ushort>.Count; i += Vector256<ushort>.Count)
        {
            var a = Vector256.LoadUnsafe(ref from, (nuint)i);
            var b = Vector256.LoadUnsafe(ref from, (nuint)(i + Vector256<uint>.Count));
            Vector256.Narrow(a >> 16, b >> 16).StoreUnsafe(ref toUpper, (nuint)i);
            var low = Vector256.Narrow(a & mask, b & mask);
            low.StoreUnsafe(ref toLower, (nuint)i);
            seen |= low;
        }

        if (seen != Vector256<ushort>.Zero) _lowerBits = 1;
        for (; i < bits.Length; i++)
        {
            (upper[i], lower[i]) = ((ushort)(bits[i] >> 16), (ushort)(bits[i] & 0xFFFF));
            _lowerBits |= lower[i];
        }
    }
}
