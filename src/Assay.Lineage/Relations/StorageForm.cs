using Assay.Weights;

namespace Assay.Lineage;

/// <summary>How a model stores its matrices.</summary>
internal static class StorageForm
{
    /// <summary>The type that most elements of matrices have.</summary>
    public static DType Of(ModelView model) => model.Sketch.Tensors.Where(t => t.Rows > 1)
        .GroupBy(t => t.Type).OrderByDescending(g => g.Sum(t => t.Elements)).ThenBy(g => g.Key).Select(g => g.Key).FirstOrDefault(DType.Other);

    /// <summary>Whether the type is coarser than 16-bit floats, so that a model in it is a copy of a finer one.</summary>
    public static bool IsCoarse(DType type) => type.IsQuantized() || type is DType.I8 or DType.U8 or DType.I4 or DType.U4 or DType.F8_E4M3 or DType.F8_E5M2 or DType.F8_E4M3FNUZ or DType.F8_E5M2FNUZ or DType.F4;

    /// <summary>The coarse type that most elements of matrices in such types have; null where none has one.</summary>
    public static DType? CoarseOf(ModelView model) => model.Sketch.Tensors.Where(t => t.Rows > 1 && IsCoarse(t.Type))
        .GroupBy(t => t.Type).OrderByDescending(g => g.Sum(t => t.Elements)).ThenBy(g => g.Key).Select(g => (DType?)g.Key).FirstOrDefault();

    /// <summary>Share of zeros among the elements of matrices: those of layers, where the network has such as are known.</summary>
    public static double ZeroShare(ModelView model)
    {
        var matrices = model.Sketch.Tensors.Where(t => t.Rows > 1 && (t.Role.Layer >= 0 || model.Layers == 0) && t.Role.Slot is not (Slots.Embed or Slots.Head)).ToList();
        return matrices.Count == 0 ? 0 : matrices.Sum(t => t.Moments.Zeros) / (double)matrices.Sum(t => t.Elements);
    }

    /// <summary>Most mantissa bits that a matrix uses.</summary>
    public static int MantissaBits(ModelView model) => model.Sketch.Tensors.Where(t => t.Rows > 1).Select(t => t.MantissaBits).DefaultIfEmpty(23).Max();
}
