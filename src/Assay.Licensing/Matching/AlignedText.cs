namespace Assay.Licensing;

/// <summary>A difference: words of the known text against words of the text at hand; either may be empty.</summary>
/// <param name="Base">First word in the known text.</param>
/// <param name="BaseEnd">Word behind.</param>
/// <param name="Text">First word in the text at hand.</param>
/// <param name="TextEnd">Word behind.</param>
internal readonly record struct Difference(int Base, int BaseEnd, int Text, int TextEnd);

/// <summary>A known text aligned with a stretch of the text at hand.</summary>
internal sealed class AlignedText
{
    public required TextTemplate Template { get; init; }

    public required List<Block> Blocks { get; init; }

    /// <summary>Differences that bear meaning, in the order of the text.</summary>
    public required List<Difference> Edits { get; init; }

    /// <summary>Differences that are variables of the template: words of the text at hand.</summary>
    public required List<Difference> Variables { get; init; }

    /// <summary>First word of the text at hand.</summary>
    public int Start => Blocks[0].Text;

    /// <summary>Word behind the last.</summary>
    public int End => Blocks[^1].TextEnd;

    /// <summary>Equal words.</summary>
    public int Matched { get; init; }

    /// <summary>Words of the known text that must be there.</summary>
    public int Required { get; init; }

    /// <summary>Equal words among those that must be there.</summary>
    public int MatchedRequired { get; init; }

    /// <summary>Words in differences that bear meaning.</summary>
    public int EditWords { get; init; }

    /// <summary>How well it explains the text: equal words minus words that differ.</summary>
    public int Score => Matched - EditWords;

    public double Coverage => Required == 0 ? 1 : Math.Min(1, (double)MatchedRequired / Required);
}
