using Assay.Core;
using Assay.Formats;
using Assay.Licensing;

namespace Assay.Tests;

public sealed class LicenseCatalogTests
{
    private static readonly LicenseCatalog Catalog = LicenseCatalog.Load(LicensingFixture.Knowledge);

    [Theory]
    [InlineData("MIT", "MIT")]
    [InlineData("mit", "MIT")]
    [InlineData("apache-2.0", "Apache-2.0")]
    [InlineData("Apache License, Version 2.0", "Apache-2.0")]
    [InlineData("The Apache Software License, Version 2.0", "Apache-2.0")]
    [InlineData("https://www.apache.org/licenses/LICENSE-2.0.txt", "Apache-2.0")]
    [InlineData("llama3.1", "LicenseRef-llama-3.1-community")]
    [InlineData("LicenseRef-llama-3.1-community", "LicenseRef-llama-3.1-community")]
    [InlineData("llama-3.1-community", "LicenseRef-llama-3.1-community")]
    [InlineData("Llama 3.1 Community License", "LicenseRef-llama-3.1-community")]
    [InlineData("https://ai.google.dev/gemma/terms", "LicenseRef-gemma-tou-2024-04-01")]
    [InlineData("gpl-3.0", "GPL-3.0-only")]
    [InlineData("GPL-2.0+", "GPL-2.0-or-later")]
    [InlineData("cc-by-nc-4.0", "CC-BY-NC-4.0")]
    [InlineData("creativeml-openrail-m", "LicenseRef-creativeml-openrail-m")]
    [InlineData("LicenseRef-scancode-stable-diffusion-2022-08-22", "LicenseRef-creativeml-openrail-m")]
    [InlineData("License :: OSI Approved :: MIT License", "MIT")]
    [InlineData("llama3.3", "LicenseRef-llama-3.3-community")]
    public void A_name_tag_or_address_finds_its_license(string text, string id) => Assert.Equal(id, Catalog.Resolve(text)?.Id);

    [Theory]
    [InlineData("other")]
    [InlineData("gpl")]
    [InlineData("bsd")]
    [InlineData("unknown")]
    [InlineData("license")]
    [InlineData("")]
    [InlineData("openrail")]
    public void A_tag_that_names_no_single_license_finds_none(string text) => Assert.Null(Catalog.Resolve(text));

    [Fact]
    public void A_license_whose_text_is_not_held_says_so()
    {
        Assert.False(Catalog.ById("mistral-research")!.TextHeld);
        Assert.True(Catalog.ById("MIT")!.TextHeld);
    }

    [Fact]
    public void Every_id_is_of_the_contract()
    {
        foreach (var entry in Catalog.All) Assert.True(entry.Spdx == entry.Id || entry.Id.StartsWith("LicenseRef-", StringComparison.Ordinal), entry.Id);
    }
}

internal static class LicensingFixture
{
    public static DataTable Knowledge { get; } = new(KnowledgeFolder.Compile(Path.Combine(SharedData.Root, "knowledge")));

    /// <summary>An identifier over all fingerprints of the checkout.</summary>
    public static LicenseIdentifier Identifier { get; } = LicenseIdentifier.Create(Knowledge, File.ReadAllBytes(Path.Combine(SharedData.Root, "knowledge", "identification", "fingerprints.bin")));
}
