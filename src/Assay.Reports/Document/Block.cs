using Assay.Core;

namespace Assay.Reports.Document;

/// <summary>How a part of a report is meant: it decides color and mark, never the words.</summary>
public enum Tone
{
    /// <summary>Neither good nor bad.</summary>
    Neutral,

    /// <summary>Good.</summary>
    Good,

    /// <summary>Worth a look.</summary>
    Warn,

    /// <summary>Bad.</summary>
    Bad,

    /// <summary>Not known.</summary>
    Unknown,
}

/// <summary>A block of a report. Composers make blocks from results; writers turn blocks into text, Markdown or HTML.</summary>
public abstract record Block
{
    private Block()
    {
    }

    /// <summary>A heading.</summary>
    public sealed record Heading(int Level, string Text) : Block;

    /// <summary>A paragraph.</summary>
    public sealed record Paragraph(string Text, Tone Tone = Tone.Neutral) : Block;

    /// <summary>The verdict on top: what a reader takes away in five seconds.</summary>
    public sealed record Banner(string Title, string Outcome, string Summary, Tone Tone) : Block;

    /// <summary>A list of statements with their evidence.</summary>
    public sealed record Statements(IReadOnlyList<Statement> Items, bool Numbered = false) : Block;

    /// <summary>A table.</summary>
    public sealed record Grid(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows) : Block;

    /// <summary>The four freedoms of each license: a picture in HTML, a line each elsewhere.</summary>
    public sealed record FreedomChart(IReadOnlyList<FreedomRow> Rows) : Block;

    /// <summary>Blocks that open on demand: a fold in HTML and Markdown; text shows only its title, and where to find the rest.</summary>
    public sealed record Fold(string Title, IReadOnlyList<Block> Blocks) : Block;

    /// <summary>The components: a picture in HTML, a table elsewhere.</summary>
    public sealed record Matrix(IReadOnlyList<MatrixCell> Cells) : Block;
}

/// <summary>A statement with its evidence.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Tone">How it is meant.</param>
/// <param name="Evidence">What bears it out.</param>
/// <param name="Label">A short label before it, or null.</param>
public sealed record Statement(string Text, Tone Tone, IReadOnlyList<Evidence> Evidence, string? Label = null);

/// <summary>A cell of a table.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Tone">How it is meant.</param>
/// <param name="Evidence">What bears it out; opens in place in HTML.</param>
public sealed record Cell(string Text, Tone Tone = Tone.Neutral, IReadOnlyList<Evidence>? Evidence = null);

/// <summary>The four freedoms of one license.</summary>
/// <param name="Name">The license.</param>
/// <param name="Freedoms">Word and tone for use, study, modify, share.</param>
public sealed record FreedomRow(string Name, IReadOnlyList<(string Freedom, string Answer, Tone Tone)> Freedoms);

/// <summary>A component in the matrix.</summary>
/// <param name="Group">Its group, such as <c>Code</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Its state in words.</param>
/// <param name="Tone">How it is meant.</param>
/// <param name="Detail">License and completeness in words.</param>
/// <param name="Evidence">What bears it out.</param>
public sealed record MatrixCell(string Group, string Name, string State, Tone Tone, string Detail, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>Further sentences: access and its date, topics, why it is not known, where was looked.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
