using System.Text;

namespace Assay.Core;

/// <summary>
/// The sentences of reports: each has an id and named arguments, so that a language is a file.
/// No sentence is put together from pieces in code.
/// </summary>
public sealed class MessageCatalog
{
    private readonly Dictionary<string, string> _templates = new(StringComparer.Ordinal);

    /// <summary>Reads <c>messages/LANGUAGE.yaml</c> of a knowledge table.</summary>
    /// <exception cref="KnowledgeException">The file is missing or malformed.</exception>
    public MessageCatalog(DataTable knowledge, string language = "en")
    {
        Language = language;
        var root = knowledge.File($"messages/{language}.yaml") ?? throw new KnowledgeException($"messages/{language}.yaml", 1, "there are no messages in this language");
        var map = new StrictMap(root);
        map.Text("source");
        foreach (var (id, _, value) in map.Map("messages")?.Node.Pairs() ?? []) _templates[id] = value.Text;
        map.Done();
    }

    /// <summary>Language tag.</summary>
    public string Language { get; }

    /// <summary>Whether there is a message.</summary>
    public bool Has(string id) => _templates.ContainsKey(id);

    /// <summary>A message with its arguments in place of <c>{name}</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is no such message, or it names an argument that was not given.</exception>
    public string this[string id, params ReadOnlySpan<(string Name, string Value)> arguments]
    {
        get
        {
            if (!_templates.TryGetValue(id, out var template)) throw new KeyNotFoundException($"no message '{id}'");
            if (!template.Contains('{', StringComparison.Ordinal)) return template;
            var text = new StringBuilder();
            var at = 0;
            while (at < template.Length)
            {
                var open = template.IndexOf('{', at);
                if (open < 0) break;
                var close = template.IndexOf('}', open);
                text.Append(template, at, open - at).Append(Argument(id, template[(open + 1)..close], arguments));
                at = close + 1;
            }

            return text.Append(template, at, template.Length - at).ToString();
        }
    }

    /// <summary>The word for a value of a closed choice, such as <c>presence.present</c>; the value itself where the catalog has none.</summary>
    public string Word(string group, string value) => _templates.GetValueOrDefault($"{group}.{value}", value);

    private static string Argument(string id, string name, ReadOnlySpan<(string Name, string Value)> arguments)
    {
        foreach (var (n, value) in arguments)
        {
            if (string.Equals(n, name, StringComparison.Ordinal)) return value;
        }

        throw new KeyNotFoundException($"the message '{id}' wants the argument '{name}'");
    }
}
