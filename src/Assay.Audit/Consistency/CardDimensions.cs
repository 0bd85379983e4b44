using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>Dimensions that the card states plainly, as <c>name: value</c> or in a table, against the configuration. A card that states several values of a dimension speaks of several models and contradicts nothing.</summary>
internal sealed partial class CardDimensions(ReleaseIndex index, EvidenceLedger ledger, MessageCatalog messages)
{
    /// <summary>Deepest nesting of configurations that is read: those of a language model within one of vision and language.</summary>
    private const int MaxNesting = 3;

    /// <summary>The contradictions, each with both quotes.</summary>
    public IEnumerable<Finding> Find()
    {
        if (index.Card is not { Markdown: not null } card || ModelConfig.AllOf(index).FirstOrDefault(c => c.File is { Name: "config.json", IsAtRoot: true }) is not { } config) yield break;
        var stated = Statements(card).ToList();
        foreach (var dimension in ModelDimension.All)
        {
            var said = stated.Where(s => dimension.Label.IsMatch(s.Label)).ToList();
            var found = Values(config, dimension);
            if (said.Count == 0 || found.Count == 0 || said.Select(s => s.Value).Distinct().Count() != 1 || Agrees(dimension, said[0], found, config)) continue;
            var (key, value) = found[0];
            var at = Math.Max(0, config.File.Text!.Text.IndexOf($"\"{key}\"", StringComparison.Ordinal));
            yield return Finding.Of(
                "config.card-differs",
                FindingLevel.Warning,
                messages["finding.card-differs", ("what", messages.Word("dimension", dimension.Name)), ("stated", Shown(said[0].Value)), ("file", config.File.Path), ("key", key), ("found", Shown(value))],
                dimension.Name,
                ledger.Quote(card, card.Text!, said[0].Start, said[0].Length, "consistency"),
                ledger.Quote(config.File, config.File.Text!, at, key.Length + 2, "consistency"));
        }
    }

    private static bool Agrees(ModelDimension dimension, Statement said, IReadOnlyList<(string Key, double Value)> found, ModelConfig config) => dimension.OnlyMore
        ? found.Any(f => said.Value <= f.Value * (1 + dimension.Slack)) || Stretched().IsMatch(config.File.Text!.Text) || Stretched().IsMatch(said.Words)
        : found.Any(f => Math.Abs(said.Value - f.Value) <= dimension.Slack * Math.Max(said.Value, f.Value) + 0.5);

    // Of a table only the row of this model counts; a table of names and values is of the model whose card it is in.
    private IEnumerable<Statement> Statements(AuditFile card)
    {
        var model = ModelIdentity.Of(index);
        foreach (var table in DocumentTables.Of(card.Markdown!).Where(t => !OtherSection().IsMatch(t.Section) && !model.IsOtherSection(t.Section)))
        {
            var head = table.Rows[0].Cells;
            foreach (var row in table.Rows)
            {
                if (row.Cells.Count is 2 or 3 && Number(row.Cells[1]) is { } value && (head.Count < 3 || !head.Skip(1).Any(h => ModelIdentity.Sizes(h).Count > 0))) yield return new Statement(Plain(row.Cells[0]), value, row.Cells[1], row.Start, Math.Min(row.Length, 300));
            }

            foreach (var row in table.Rows.Skip(1).Where(r => head.Count > 1 && model.OfLabel(Named(head, r)) == SpokenOf.This))
            {
                for (var c = 1; c < Math.Min(head.Count, row.Cells.Count); c++)
                {
                    if (Number(row.Cells[c]) is { } value) yield return new Statement(Plain(head[c]), value, row.Cells[c], row.Start, Math.Min(row.Length, 300));
                }
            }
        }

        foreach (Match match in Line().Matches(card.Text!.Text))
        {
            var block = card.Markdown!.Blocks.LastOrDefault(b => b.Start <= match.Groups["label"].Index);
            if (block.Kind is BlockKind.Code || OtherSection().IsMatch(card.Markdown.SectionOf(block).Path) || model.IsOtherSection(card.Markdown.SectionOf(block).Path)) continue;
            if (Number(match.Groups["value"].Value) is { } value) yield return new Statement(Plain(match.Groups["label"].Value), value, match.Groups["value"].Value, match.Groups["label"].Index, match.Length - (match.Groups["label"].Index - match.Index));
        }
    }

    private static string Named(IReadOnlyList<string> head, TextRow row) => string.Join(' ', row.Cells.Where((_, c) => c < head.Count && (c == 0 || QuantityHead.NamesModels(head[c]))));

    private static string Plain(string label) => label.Trim(' ', '*', '_', '`', ':', '：', '-').Replace("\\", "", StringComparison.Ordinal);

    private static double? Number(string words)
    {
        if (Value().Match(words) is not { Success: true } m || !double.TryParse(m.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) return null;
        return m.Groups["u"].Value.ToUpperInvariant() switch { "K" => value * 1000, "M" => value * 1_000_000, _ => value };
    }

    private static IReadOnlyList<(string Key, double Value)> Values(ModelConfig config, ModelDimension dimension)
    {
        using var json = JsonDocument.Parse(config.File.Text!.Text, new JsonDocumentOptions { MaxDepth = 64, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var found = new List<(string, double)>();
        Gather(json.RootElement, dimension, 0, found);
        return found;
    }

    private static void Gather(JsonElement node, ModelDimension dimension, int depth, List<(string Key, double Value)> found)
    {
        foreach (var property in node.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Number && dimension.Keys.Contains(property.Name) && property.Value.TryGetDouble(out var value)) found.Add((property.Name, value));
            else if (property.Value.ValueKind == JsonValueKind.Object && depth < MaxNesting) Gather(property.Value, dimension, depth + 1, found);
        }
    }

    private static string Shown(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    private readonly record struct Statement(string Label, double Value, string Words, int Start, int Length);

    [GeneratedRegex(@"^[\s*_`~≈]{0,4}(?<n>\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,2})?)\s?(?<u>[KM](?![A-Za-z]))?\s?(?:tokens?|layers?|experts?|entries|dims?|层|个)?(?:\s?\([^)\d]{0,40}\))?[\s*_`.,;]{0,4}$", RegexOptions.IgnoreCase)]
    private static partial Regex Value();

    [GeneratedRegex(@"^[ \t>]{0,12}(?:[-*+•] {1,4})?[*_`]{0,3}(?<label>[A-Za-z#一-鿿][\w .#()一-鿿]{1,40}?)[*_`]{0,3} ?[:：][*_`]{0,3} {0,3}(?<value>[^\r\n]{1,60})\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"eval|benchmark|inference|usage|how to|quick ?start|fine-?tun|tokeniz|adapter|lora|teacher|draft|vision|encoder|评测|推理|微调", RegexOptions.IgnoreCase)]
    private static partial Regex OtherSection();

    // A configuration that scales positions, or words that say so: the context may be longer than the positions.
    [GeneratedRegex(@"""(?:rope_scaling|rope_parameters|rope_type)""\s*:\s*(?:\{|""(?!default))|yarn|\bntk\b|extrapolat|alibi|longrope|self-?extend|scaling", RegexOptions.IgnoreCase)]
    private static partial Regex Stretched();
}
