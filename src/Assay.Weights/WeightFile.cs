using Assay.Core;
using Assay.Weights.Containers;

namespace Assay.Weights;

/// <summary>Opens a file that lies beside a weight file, such as the external data of an ONNX model.</summary>
/// <param name="path">Path relative to the folder of the weight file, with forward slashes, without <c>..</c>.</param>
/// <returns>The bytes, or null where there is no such file, or where it is a link.</returns>
public delegate IBlob? OpenSibling(string path);

/// <summary>Opens files with model weights. Nothing in them is executed, rendered or trusted.</summary>
public static class WeightFile
{
    private const int HeadBytes = 512;

    /// <summary>
    /// Reads the directory of a weight file: what kind it is, its tensors, metadata and unsafe content. The kind is told by the bytes, then by the name.
    /// Values are read later with <see cref="TensorReader"/>, so the blob must stay open.
    /// </summary>
    /// <param name="name">Name or path as it shall be shown; its ending helps to tell the kind of a broken file.</param>
    /// <param name="blob">The bytes.</param>
    /// <param name="limits">Bounds; beyond them the file is refused.</param>
    /// <param name="siblings">Opens the files that the weight file keeps its values in; null where there are none.</param>
    /// <returns>Always a result; a file that could not be read or is malformed has <see cref="WeightFileResult.Reason"/>.</returns>
    public static WeightFileResult Open(string name, IBlob blob, WeightLimits? limits = null, OpenSibling? siblings = null)
    {
        var draft = new WeightDraft(name, blob, limits ?? WeightLimits.Default, siblings);
        string? reason = null;
        try
        {
            Read(draft);
        }
        catch (RefusedException e)
        {
            reason = e.Message;
        }
        catch (BlobReadException e)
        {
            reason = $"the file could not be read: {e.Message}";
        }
        catch (OverflowException)
        {
            reason = "a size in the file is too big";
        }

        return draft.ToResult(reason);
    }

    private static void Read(WeightDraft draft)
    {
        var head = draft.Blob.ReadAll(HeadBytes);
        if (head.Length == 0) throw new RefusedException("the file is empty");
        var reader = ContainerKind.ByContent(head, draft.Blob.Length) ?? ContainerKind.ByName(draft.Name)
            ?? throw new RefusedException("the file is of no kind that this reader knows");
        reader(draft);
    }
}
