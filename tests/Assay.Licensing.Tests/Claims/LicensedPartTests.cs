using Assay.Core;
using Assay.Formats;
using Assay.Licensing.Claims;
using Assay.Tests;

namespace Assay.Licensing.Tests.Claims;

/// <summary>Which part of a release a sentence puts under each license that it names.</summary>
public sealed class LicensedPartTests
{
    private static readonly DataTable Knowledge = new(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge")));
    private static readonly ClaimAnalyzer Analyzer = new(Knowledge, LicenseCatalog.Load(Knowledge));

    [Theory]
    [InlineData("The code is GPL-3.0 and the model is AGPL-3.0.", "AGPL-3.0-only=Model GPL-3.0-only=Code")]
    [InlineData("MIT for the code, CC-BY-NC-4.0 for the weights.", "CC-BY-NC-4.0=Model MIT=Code")]
    [InlineData("Everything here is under the MIT License.", "MIT=")]
    [InlineData("Both the code and the model weights are released under the Apache License 2.0.", "Apache-2.0=")]
    [InlineData("The code for training the model is licensed under the MIT License.", "MIT=Code")]
    [InlineData("The code is licensed under Apache-2.0, while the weights stay open for academic research.", "Apache-2.0=Code")]
    [InlineData("Model weights are licensed under CC BY-SA 4.0; scripts are licensed under the Apache 2.0 license.", "Apache-2.0=Code CC-BY-SA-4.0=Model")]
    [InlineData("The dataset is distributed under the CC BY 4.0 license.", "CC-BY-4.0=Data")]
    [InlineData("We release the checkpoints under [Apache 2.0](https://www.apache.org/licenses/LICENSE-2.0).", "Apache-2.0=Model")]
    [InlineData("The source code of this project is available under the MIT License, the dataset under CC BY 4.0 and the models under CC BY-NC 4.0.", "CC-BY-4.0=Data CC-BY-NC-4.0=Model MIT=Code")]
    [InlineData("The model code is made available under the Apache License 2.0.", "Apache-2.0=Code")]
    [InlineData("代码采用 Apache-2.0 协议，模型权重采用 CC BY-NC 4.0 协议。", "Apache-2.0=Code CC-BY-NC-4.0=Model")]
    [InlineData("代码和模型权重均采用 MIT 许可证。", "MIT=")]
    [InlineData("Licensed under Apache 2.0 (code) and CC BY-NC-SA 4.0 (weights).", "Apache-2.0=Code CC-BY-NC-SA-4.0=Model")]
    public void Each_license_covers_the_part_that_is_named_with_it(string sentence, string expected) =>
        Assert.Equal(expected, string.Join(' ', Analyzer.LicensesIn(sentence).OrderBy(l => l.Id, StringComparer.Ordinal).Select(l => $"{l.Id}={l.Scope}")));
}
