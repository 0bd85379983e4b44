using System.Text;
using Assay.Core;

namespace Assay.Weights.Tests;

/// <summary>Builds small weight files.</summary>
internal static class TestFiles
{
    public static byte[] Safetensors(string header, int dataBytes)
    {
        var json = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((ulong)json.Length), .. json, .. new byte[dataBytes]];
    }

    public static byte[] Safetensors(string header, params ReadOnlySpan<float> data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((ulong)json.Length), .. json, .. System.Runtime.InteropServices.MemoryMarshal.AsBytes(data)];
    }

    public static WeightFileResult Open(byte[] bytes, string name = "model.safetensors", WeightLimits? limits = null) => WeightFile.Open(name, new MemoryBlob(bytes), limits);

    public static float[] Values(TensorInfo tensor)
    {
        var values = new float[tensor.Elements];
        TensorReader.Read(tensor, 0, values);
        return values;
    }
}
