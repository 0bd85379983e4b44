using System.Globalization;

namespace Assay.Lineage;

/// <summary>Splits tensors in which several projections lie one behind the other.</summary>
internal static class FusedParts
{
    /// <summary>The parts of a fused tensor, or the tensor itself.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="width">Width of the residual stream; 0 where it is not known.</param>
    /// <param name="channels">Channels of a state-space block: columns of its output projection; 0 where they are not known.</param>
    /// <param name="heads">Heads that these channels are divided into; 0 where each channel stands for itself.</param>
    public static IEnumerable<LineageTensor> Split(LineageTensor tensor, int width, int channels = 0, int heads = 0)
    {
        var layer = tensor.Role.Layer;
        if (tensor.Role.Slot.StartsWith(Slots.Packed, StringComparison.Ordinal)) return Experts(tensor);
        if (tensor.Role.Slot == "gate_up" && tensor.Rows % 2 == 0)
        {
            var half = tensor.Rows / 2;
            return [Part(tensor, new TensorRole(layer, Slots.Gate), 0, half), Part(tensor, new TensorRole(layer, Slots.Up), half, half)];
        }

        if (tensor.Role.Slot == Slots.Channels && channels > 0 && tensor.Rows >= 2 * channels) return Channels(tensor, channels, heads);
        var keys = (tensor.Rows - width) / 2;
        if (tensor.Role.Slot != "qkv" || width == 0 || tensor.Columns != width || keys <= 0 || keys > width || (tensor.Rows - width) % 2 != 0) return [tensor];
        return [Part(tensor, new TensorRole(layer, "q"), 0, width), Part(tensor, new TensorRole(layer, "k"), width, keys), Part(tensor, new TensorRole(layer, "v"), width + keys, keys)];
    }

    /// <summary>Channels and their gates; with heads the gates come first, and behind both lie the projections to states and steps.</summary>
    private static IEnumerable<LineageTensor> Channels(LineageTensor tensor, int channels, int heads)
    {
        var layer = tensor.Role.Layer;
        if (tensor.Rows == 2 * channels) return [Part(tensor, new TensorRole(layer, Slots.Up), 0, channels), Part(tensor, new TensorRole(layer, Slots.Gate), channels, channels)];
        var alike = heads > 0 && channels % heads == 0 ? channels / heads : 0;
        return
        [
            Part(tensor, new TensorRole(layer, Slots.Gate), 0, channels),
            Part(tensor, new TensorRole(layer, Slots.Up), channels, channels) with { Exchangeable = alike },
            Part(tensor, new TensorRole(layer, Slots.States), 2 * channels, tensor.Rows - (2 * channels)),
        ];
    }

    /// <summary>All experts of a layer in one tensor of three dimensions: one matrix for each.</summary>
    private static IEnumerable<LineageTensor> Experts(LineageTensor tensor)
    {
        var shape = tensor.Info.Shape;
        if (shape.Length != 3 || shape[1] == 0 || shape[0] * shape[1] > int.MaxValue || tensor.Scale.Length > 0) return [tensor];
        var whole = tensor with { Rows = (int)(shape[0] * shape[1]), Columns = (int)shape[2] };
        return Enumerable.Range(0, (int)shape[0]).Select(e => Part(whole, new TensorRole(tensor.Role.Layer, Slots.OfExpert(e.ToString(CultureInfo.InvariantCulture), tensor.Role.Slot[Slots.Packed.Length..])), e * (int)shape[1], (int)shape[1]));
    }

    private static LineageTensor Part(LineageTensor tensor, TensorRole role, int first, int rows) => tensor with
    {
        Role = role,
        FirstRow = first,
        Rows = rows,
        Scale = tensor.Scale.Length > 1 ? tensor.Scale[first..(first + rows)] : tensor.Scale,
    };
}
