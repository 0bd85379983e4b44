using System.Globalization;
using Assay.Weights.Containers;

namespace Assay.Weights.Pickle;

/// <summary>Goes over the opcodes of a long pickle before it is followed, to learn which memo entries it recalls.</summary>
internal static class PickleScan
{
    /// <summary>Shorter pickles keep their whole memo.</summary>
    private const long ShortBytes = 1 << 20;

    private const string What = "a pickle";

    /// <summary>The keys that are recalled up to STOP, or up to where the pickle breaks; null for a short pickle. The input stays where it is.</summary>
    public static KeySet? Recalled(BlobCursor input, WeightLimits limits)
    {
        if (input.Remaining < ShortBytes) return null;
        var start = input.Position;
        var keys = new KeySet();
        try
        {
            for (var count = 0; count < limits.MaxOpcodes && input.Position - start <= limits.MaxPickleBytes; count++)
            {
                var opcode = input.U8(What);
                if (opcode == '.') break;
                Step(opcode, input, keys);
            }
        }
        catch (RefusedException)
        {
            // The pickle is followed up to the same place and refused there.
        }

        input.Position = start;
        return keys;
    }

    private static void Step(byte opcode, BlobCursor input, KeySet keys)
    {
        switch (opcode)
        {
            case (byte)'g':
                if (long.TryParse(PickleLiterals.Line(input), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key)) keys.Add(key);
                break;
            case (byte)'h':
                keys.Add(input.U8(What));
                break;
            case (byte)'j':
                keys.Add(input.U32(What));
                break;
            case (byte)'c' or (byte)'i':
                SkipLine(input);
                SkipLine(input);
                break;
            case (byte)'F' or (byte)'I' or (byte)'L' or (byte)'S' or (byte)'V' or (byte)'P' or (byte)'p':
                SkipLine(input);
                break;
            case (byte)'U' or (byte)'C' or 0x8A or 0x8C:
                input.Skip(input.U8(What), What);
                break;
            case (byte)'T' or (byte)'X' or (byte)'B' or 0x8B:
                input.Skip(input.U32(What), What);
                break;
            case 0x8D or 0x8E or 0x96:
                input.Skip((long)Math.Min(input.U64(What), long.MaxValue), What);
                break;
            default:
                input.Skip(Argument(opcode), What);
                break;
        }
    }

    private static int Argument(byte opcode) => opcode switch
    {
        (byte)'K' or (byte)'q' or 0x80 or 0x82 => 1,
        (byte)'M' or 0x83 => 2,
        (byte)'J' or (byte)'r' or 0x84 => 4,
        (byte)'G' or 0x95 => 8,
        _ => 0,
    };

    private static void SkipLine(BlobCursor input)
    {
        while (input.U8(What) != '\n')
        {
        }
    }
}
