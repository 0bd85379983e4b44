using Assay.Core;
using Assay.Reports.Document;

namespace Assay.Reports.Frameworks;

/// <summary>Lists and explains frameworks as blocks.</summary>
public sealed class FrameworkComposer(MessageCatalog messages)
{
    /// <summary>The list of <c>assay frameworks</c>.</summary>
    public IReadOnlyList<Block> List(FrameworkList list) =>
    [
        new Block.Heading(1, messages["frameworks.title"]),
        new Block.Grid(
            [messages["frameworks.id"], messages["column.framework"], messages["frameworks.version"], messages["frameworks.status"], messages["column.source"]],
            [.. list.Frameworks.Select(f => (IReadOnlyList<Cell>)[new Cell(f.Id), new Cell(f.Title), new Cell(f.Version), new Cell(messages.Word("framework-status", f.Status)), new Cell(f.Source)])]),
        .. list.Notes.Select(n => new Block.Paragraph(n)),
        new Block.Paragraph(messages["frameworks.explain-hint"]),
    ];

    /// <summary>The explanation of <c>assay explain</c>.</summary>
    public IReadOnlyList<Block> Explain(FrameworkList list) => [.. list.Frameworks.SelectMany(Explain)];

    private IEnumerable<Block> Explain(FrameworkInfo framework)
    {
        yield return new Block.Heading(1, framework.Title);
        yield return new Block.Paragraph(messages["frameworks.identity", ("version", framework.Version), ("status", messages.Word("framework-status", framework.Status)), ("source", framework.Source)]);
        yield return new Block.Paragraph(framework.About);
        yield return new Block.Heading(2, messages["frameworks.levels"]);
        yield return new Block.Statements([.. framework.Levels.Select(l => new Statement(l.Title, Tone.Neutral, [], l.Id))]);
        yield return new Block.Paragraph(messages[$"scorer.{framework.Scorer}"]);
        foreach (var block in framework.Requirements.SelectMany(Requirement)) yield return block;
    }

    private IEnumerable<Block> Requirement(RequirementInfo requirement)
    {
        yield return new Block.Heading(2, messages["frameworks.requirement", ("title", requirement.Title), ("id", requirement.Id)]);
        yield return new Block.Paragraph(requirement.Text);
        var lines = new List<Statement>
        {
            new(requirement.Check, Tone.Neutral, [], messages["frameworks.check"]),
            new(requirement.Source, Tone.Neutral, [], messages["column.source"]),
            new(requirement.Step, Tone.Neutral, [], messages["frameworks.step"]),
        };
        if (requirement.Level is { } level) lines.Insert(0, new Statement(level, Tone.Neutral, [], messages["column.level"]));
        if (!requirement.Counts) lines.Add(new Statement(messages["frameworks.does-not-count"], Tone.Neutral, []));
        yield return new Block.Statements(lines);
    }
}
