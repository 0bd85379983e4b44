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

    private static readonly LicenseCatalog Catalog = LicenseCatalog.Load(LicensingFixture.Knowledge);
}
