using Assay.Core;
using CsCheck;

namespace Assay.Weights.Tests;

/// <summary>Damages valid files: bytes changed, cut out, doubled, the end cut off.</summary>
internal static class Fuzz
{
    private static readonly byte[] Nasty = [0, 1, 0x7F, 0x80, 0xFF, (byte)'(', (byte)'.', (byte)'"', (byte)'{'];

    public static Gen<byte[]> Mutations(byte[] valid) =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, Math.Max(0, valid.Length - 1)], Gen.Int[1, 16], Gen.Byte).Array[1, 6].Select(edits => Apply(valid, edits));

    /// <summary>A result, and readable tensors that really can be read.</summary>
    public static bool Answers(string name, byte[] bytes)
    {
        var result = WeightFile.Open(name, new MemoryBlob(bytes));
        foreach (var tensor in result.Tensors.Take(8))
        {
            if (result.Accepted && TensorReader.WhyNot(tensor) is null && tensor.Elements is > 0 and < 100_000) TensorReader.Read(tensor, tensor.Elements - 1, new float[1]);
        }

        return result.Accepted != result.Reason is { Length: > 0 };
    }

    private static byte[] Apply(byte[] valid, (int Kind, int At, int Count, byte Value)[] edits)
    {
        var bytes = new List<byte>(valid);
        foreach (var (kind, at, count, value) in edits)
        {
            if (at >= bytes.Count) continue;
            var length = Math.Min(count, bytes.Count - at);
            if (kind == 0) bytes[at] = value;
            else if (kind == 1) bytes[at] = Nasty[value % Nasty.Length];
            else if (kind == 2) bytes.RemoveRange(at, length);
            else if (kind == 3) bytes.InsertRange(at, bytes.GetRange(at, length));
            else for (var i = 0; i < length; i++) bytes[at + i] = 0xFF;
        }

        return [.. bytes];
    }
}
