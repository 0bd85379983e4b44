using Assay.Core;

namespace Assay.Engine.Tests.Frameworks;

/// <summary>The list of frameworks and its explanations.</summary>
public sealed class FrameworksUseCaseTests
{
    private readonly FrameworksUseCase _frameworks = new(Reports.Knowledge);

    [Fact]
    public void All_frameworks_are_listed_with_version_status_and_source_and_what_is_missing_is_said()
    {
        var list = _frameworks.List();
        Assert.Equal(["debian-ml-policy", "eu-ai-act-53-2", "mof-1.0", "mot", "open-weight-definition", "os-ai-map", "osai-index", "osaid-1.0"], list.Frameworks.Select(f => f.Id));
        Assert.All(list.Frameworks, f => Assert.StartsWith("https://", f.Source, StringComparison.Ordinal));
        Assert.Contains("Chinese", Assert.Single(list.Notes), StringComparison.Ordinal);
        Assert.Equal("draft", list.Frameworks.Single(f => f.Id == "debian-ml-policy").Status);
    }

    [Fact]
    public void A_requirement_is_explained_alone()
    {
        var requirement = Assert.Single(_frameworks.Explain("osaid-1.0", "parameters-terms").Frameworks[0].Requirements);
        Assert.Equal("freedoms-all(weights.final)", requirement.Check);
        Assert.NotEmpty(requirement.Step);
    }

    [Theory]
    [InlineData("osaid-2", null, "osaid-1.0")]
    [InlineData("osaid-1.0", "none", "parameters-terms")]
    public void What_does_not_exist_is_an_error_that_lists_what_does(string framework, string? requirement, string named) =>
        Assert.Contains(named, Assert.Throws<AssayException>(() => _frameworks.Explain(framework, requirement)).Message, StringComparison.Ordinal);
}
