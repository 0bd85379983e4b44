using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Formats;

/// <summary>What a block of a Markdown text is.</summary>
public enum BlockKind
{
    /// <summary>A paragraph, or a line of HTML.</summary>
    Paragraph,

    /// <summary>A heading.</summary>
    Heading,

    /// <summary>One item of a list with its continuation lines.</summary>
    Item,

    /// <summary>One row of a table.</summary>
    Row,

    /// <summary>A fenced code block, or one cell of code of a notebook.</summary>
    Code,
}

/// <summary>A block of a Markdown text: a range of characters of its document.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Index of its first character.</param>
/// <param name="Length">Its length in characters.</param>
/// <param name="Section">Index of the section it stands in.</param>
/// <param name="Language">Language of a code block as the fence names it, in lower case; else empty.</param>
public readonly record struct MarkdownBlock(BlockKind Kind, int Start, int Length, int Section, string Language);

/// <summary>A section: what stands below a heading.</summary>
/// <param name="Title">Words of the heading; empty for what stands before the first.</param>
/// <param name="Level">1 to 6; 0 for what stands before the first heading.</param>
/// <param name="Line">1-based line of the heading.</param>
/// <param name="Path">Titles from the outermost heading to this one, joined by <c> &gt; </c>.</param>
public sealed record MarkdownSection(string Title, int Level, int Line, string Path);

/// <summary>A link with the words around it.</summary>
/// <param name="Text">Its words; for an image its description.</param>
/// <param name="Target">Its address as written.</param>
/// <param name="Start">Index of its first character in the document.</param>
/// <param name="Length">Its length in characters.</param>
/// <param name="Block">Index of the block it stands in.</param>
/// <param name="IsImage">Whether it is an image.</param>
public sealed record MarkdownLink(string Text, string Target, int Start, int Length, int Block, bool IsImage);

/// <summary>YAML before the text.</summary>
/// <param name="Lines">Its lines, the fences included.</param>
/// <param name="Root">The mapping, or null where the YAML is broken.</param>
/// <param name="Problem">Why it could not be read, with its line; null where it could.</param>
public sealed record FrontMatter(LineRange Lines, DataNode? Root, string? Problem);

/// <summary>
/// The structure of a Markdown text with lines. A light scanner of lines: linear time, no rendering, no limits on nesting needed,
/// and unlike a full parser it keeps the place of each thing in the file.
/// </summary>
public sealed class MarkdownDocument
{
    internal MarkdownDocument(TextDocument text) => Text = text;

    /// <summary>The text.</summary>
    public TextDocument Text { get; }

    /// <summary>The YAML before the text, or null.</summary>
    public FrontMatter? FrontMatter { get; internal init; }

    /// <summary>The sections; the first is what stands before any heading.</summary>
    public ImmutableArray<MarkdownSection> Sections { get; internal init; } = [];

    /// <summary>The blocks in the order of the text.</summary>
    public ImmutableArray<MarkdownBlock> Blocks { get; internal init; } = [];

    /// <summary>The links in the order of the text.</summary>
    public ImmutableArray<MarkdownLink> Links { get; internal init; } = [];

    /// <summary>Reads a text.</summary>
    public static MarkdownDocument Parse(TextDocument text) => new MarkdownScanner(text).Scan();

    /// <summary>The characters of a block.</summary>
    public ReadOnlySpan<char> Of(MarkdownBlock block) => Text.Text.AsSpan(block.Start, block.Length);

    /// <summary>The section a block stands in.</summary>
    public MarkdownSection SectionOf(MarkdownBlock block) => Sections[block.Section];
}
