using System.Text.RegularExpressions;
using Assay.Core;

namespace Assay.Audit;

/// <summary>Whether evidence names this very model, another one of its family, or none: of several quotes the one that names this model tells most.</summary>
internal sealed partial class Naming
{
    /// <summary>Characters around a quote that belong to it for a reader.</summary>
    private const int Around = 160;

    /// <summary>Fewest letters of a family that may stand within a longer word.</summary>
    private const int MinWithin = 4;

    private static readonly char[] Breaks = [' ', '\t', '\n', '\r', '/', '\\', '"', '\'', '`', '(', ')', '[', ']', '<', '>', '|', '*', ',', ':', ';', '='];

    private static readonly ComponentId[] ByPath = [ComponentId.CodeArch, ComponentId.CodeTrain, ComponentId.CodeData, ComponentId.CodeInfer, ComponentId.CodeEval, ComponentId.ModelMeta, ComponentId.DocEvalResults];
    private static readonly ComponentId[] ByWords = [ComponentId.CodeInfer, ComponentId.WeightsFinal, ComponentId.DocEvalResults];

    private readonly FamilyName _family;
    private readonly string[] _keys;
    private readonly string _size;

    public Naming(string release)
    {
        _family = FamilyName.Of(release);
        var version = Letters(_family.Version);
        _size = SizeOf(release);
        _keys = _family.Family.Length == 0 ? [] : version.Length == 0 ? [_family.Family] : [_family.Family + version, _family.Family + "v" + version];
    }

    /// <summary>0 where it names this model, 1 where it names none, 2 where it names another one of the family.</summary>
    public int Rank(Observation observation)
    {
        // In a repository named after its family every path may bear that name: only a version tells.
        var isPath = observation.Start < 0 || observation.File.Text is null;
        if (isPath ? _family.Version.Length == 0 || !ByPath.Contains(observation.Component) : !ByWords.Contains(observation.Component)) return 1;
        var words = (isPath ? observation.File.Path : Quote(observation.File.Text!.Text, observation.Start, observation.Length)).Split(Breaks, StringSplitOptions.RemoveEmptyEntries);
        if (Array.Exists(words, IsThis)) return 0;
        return Array.Exists(words, w => _family.IsOtherModel(w) || _family.IsSibling(w, strict: true)) ? 2 : 1;
    }

    private bool IsThis(string word)
    {
        var letters = Letters(word);
        return Array.Exists(_keys, k => k.Length >= MinWithin ? letters.Contains(k, StringComparison.Ordinal) : letters.StartsWith(k, StringComparison.Ordinal) && (letters.Length == k.Length || !char.IsLetter(letters[k.Length])))
            && (SizeOf(word) is var size && (size.Length == 0 || _size.Length == 0 || size == _size)) && !_family.IsOtherModel(word) && !_family.IsSibling(word, strict: true);
    }

    // A row of a table is about what its first cell names; the other cells put models side by side.
    private static string Quote(string text, int start, int length)
    {
        var end = Math.Min(text.Length, start + length);
        var from = start;
        while (from > 0 && start - from < Around && text[from - 1] != '\n') from--;
        var to = end;
        while (to < text.Length && to - end < Around && text[to] != '\n') to++;
        var quote = text[from..to].Trim();
        return quote.StartsWith('|') && quote.IndexOf('|', 1) is > 0 and var cell ? quote[1..cell] : quote;
    }

    // The size in a name, such as 7b, 1.5b or 160m.
    private static string SizeOf(string name) => Size().Match(name) is { Success: true } size ? size.Value.ToLowerInvariant() : "";

    [GeneratedRegex(@"(?<![A-Za-z0-9.])\d{1,4}(\.\d{1,2})?[BbMm](?![A-Za-z0-9])")]
    private static partial Regex Size();

    private static string Letters(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
