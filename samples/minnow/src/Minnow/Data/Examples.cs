using Minnow.Model;

namespace Minnow.Data;

/// <summary>Every character of a text with the characters before it in its line.</summary>
public sealed class Examples
{
    private readonly int context;
    private readonly int[] ids;
    private readonly int[] starts;

    /// <summary>Encodes lines; each ends with the line end.</summary>
    public Examples(IEnumerable<string> lines, CharTokenizer tokenizer, int context)
    {
        this.context = context;
        var text = new List<int>();
        var lineStarts = new List<int>();
        foreach (var line in lines)
        {
            var start = text.Count;
            text.AddRange(tokenizer.Encode(line + "\n"));
            lineStarts.AddRange(Enumerable.Repeat(start, text.Count - start));
        }

        ids = [.. text];
        starts = [.. lineStarts];
    }

    /// <summary>Number of characters, line ends among them.</summary>
    public int Count => ids.Length;

    /// <summary>The character to foretell at a place.</summary>
    public int Target(int at) => ids[at];

    /// <summary>The character some places back in the same line; before the start of the line stands the line end.</summary>
    public int Before(int at, int back) => at - back < starts[at] ? CharTokenizer.LineEnd : ids[at - back];

    /// <summary>Fills the context of a place, oldest first.</summary>
    public void ContextOf(int at, Span<int> target)
    {
        for (var i = 0; i < context; i++) target[i] = Before(at, context - i);
    }
}
