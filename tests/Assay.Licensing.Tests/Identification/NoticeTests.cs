using Assay.Formats;
using Assay.Licensing;

namespace Assay.Tests;

public sealed class NoticeTests
{
    [Fact]
    public void The_samples_of_the_rules_hold() => Assert.Empty(IdentificationVerifier.Verify(LicensingFixture.Knowledge));

    [Theory]
    [InlineData("MIT OR Apache-2.0", "MIT OR Apache-2.0")]
    [InlineData("(MIT OR GPL-2.0+) AND BSD-3-Clause */", "(MIT OR GPL-2.0-or-later) AND BSD-3-Clause")]
    [InlineData("GPL-2.0-only WITH Linux-syscall-note -->", "GPL-2.0-only WITH Linux-syscall-note")]
    [InlineData("GPL-2.0+ BSD-2-Clause", "GPL-2.0-or-later OR BSD-2-Clause")]
    [InlineData("mit", "MIT")]
    [InlineData("((((MIT", "((((MIT))))")]
    [InlineData("AND OR", null)]
    [InlineData("", null)]
    public void Expressions_are_read_leniently(string text, string? expression) => Assert.Equal(expression, SpdxExpression.Read(text, Catalog));

    [Theory]
    [InlineData("The contents are subject to the BitTorrent Open Source License Version 1.0.", "BitTorrent-1.0")]
    [InlineData("Licensed under version 1.1 of the Academic Free License.", "AFL-1.1")]
    [InlineData("This file is under the terms of the Sybase Open Watcom Public License v1.0", "Watcom-1.0")]
    [InlineData("Licensed under the BitTorrent Open Source License version 1.0.7", null)]
    [InlineData("See https://www.gnu.org/licenses/agpl.txt for the license.", "AGPL-3.0-only")]
    public void A_name_with_its_version_is_found_however_it_is_written(string text, string? id) =>
        Assert.Equal(id is null ? [] : [id], Identifier.Identify(TextDocument.Of("x", text)).Matches.Select(m => m.Id));

    private static readonly LicenseIdentifier Identifier = LicenseIdentifier.Create(LicensingFixture.Knowledge);

    private static readonly LicenseCatalog Catalog = LicenseCatalog.Load(LicensingFixture.Knowledge);
}
