using Assay.Core;
using Assay.Reports.Json;
using Assay.Reports.Weights;
using Assay.Tests;

namespace Assay.Reports.Tests.Weights;

public sealed class WeightsShowTests
{
    private static readonly WeightsShow Hostile = new()
    {
        Container = "safetensors",
        Accepted = false,
        Reason = "a\u001b[31m.safetensors: the header is not UTF-8",
        Tensors = 2,
        Parameters = 1_234_567,
        Dtypes = new SortedDictionary<string, long>(StringComparer.Ordinal) { ["BF16"] = 1_234_000, ["F32"] = 567 },
        Metadata = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["token"] = "hf_0123456789abcdefghijkl", ["::warning"] = "x\u202Ey" },
        Unsafe = [new WeightsUnsafe("imports builtins.eval", "m.pkl")],
        Files = [new WeightsFile("a\u001b[31m.safetensors", "safetensors", false, "the header is not UTF-8", 0, 0)],
        Notes = ["more than one pickle in the file"],
        TensorList = [new WeightsTensor("w\n::error", "BF16", [2, 3], "a.safetensors")],
    };

    [Fact]
    public void Text_is_readable_and_harmless() => Golden.Matches("weights-show.txt", WeightsShowText.Write(Hostile));

    [Fact]
    public void Json_follows_the_contract_and_masks_credentials() => Golden.Matches("weights-show.json", WeightsShowJson.Write(Hostile));
}
