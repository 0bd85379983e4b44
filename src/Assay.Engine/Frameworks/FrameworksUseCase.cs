using Assay.Audit;
using Assay.Core;

namespace Assay.Engine;

/// <summary>Lists and explains the frameworks.</summary>
/// <param name="knowledge">The reviewed facts.</param>
public sealed class FrameworksUseCase(DataTable knowledge)
{
    /// <summary>All frameworks, and what is not there.</summary>
    public FrameworkList List() => new([.. FrameworkCatalog.Load(knowledge).Select(Info)], [new MessageCatalog(knowledge)["frameworks.no-chinese"]]);

    /// <summary>One framework, with all of its requirements or one of them.</summary>
    /// <exception cref="AssayException">There is no such framework or requirement.</exception>
    public FrameworkList Explain(string framework, string? requirement)
    {
        var info = Info(FrameworkCatalog.Load(knowledge, [framework])[0]);
        if (requirement is null) return new FrameworkList([info], []);
        IReadOnlyList<RequirementInfo> found = [.. info.Requirements.Where(r => string.Equals(r.Id, requirement, StringComparison.Ordinal))];
        return found.Count > 0
            ? new FrameworkList([info with { Requirements = found }], [])
            : throw AssayException.Usage($"the framework '{framework}' has no requirement '{requirement}'; it has {string.Join(", ", info.Requirements.Select(r => r.Id))}");
    }

    private static FrameworkInfo Info(Framework framework) => new()
    {
        Id = framework.Id,
        Title = framework.Title,
        Version = framework.Version,
        Status = framework.Status,
        About = framework.About,
        Source = framework.Source,
        Scorer = framework.Scorer,
        Levels = [.. framework.Levels.Select(l => new LevelInfo(l.Id, l.Title))],
        Requirements = [.. framework.Requirements.Select(r => new RequirementInfo(r.Id, r.Title, r.Text, r.CheckText, r.Source, r.Level, r.Counts, framework.Steps[r.Step]))],
    };
}
