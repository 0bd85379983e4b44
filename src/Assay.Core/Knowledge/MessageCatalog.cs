using System.Text;

namespace Assay.Core;

/// <summary>
/// The sentences of reports: each has an id and named arguments, so that a language is a file.
/// No sentence is put together from pieces in code.
/// </summary>
public sealed class MessageCatalog
{
    private readonly Dictionary<string, DataNode> _templates = new(StringComparer.Ordinal);

    /// <summary>Reads <c>messages/LANGUAGE.yaml</c> and the files beside it named <c>LANGUAGE.PART.yaml</c>.</summary>
    /// <exception cref="KnowledgeException">A file is missing or malformed, or a message stands in two of them.</exception>
    public MessageCatalog(DataTable knowledge, string language = "en")
    {
        Language = language;
        var root = knowledge.File($"messages/{language}.yaml") ?? throw new KnowledgeException($"messages/{language}.yaml", 1, "there are no messages in this language");
        Add(root);
        foreach (var (_, part) in knowledge.Below($"messages/{language}.").Where(f => f.Path != root.File)) Add(part);
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
            return Fill(id, template.Text, arguments);
        }
    }

    /// <summary>The word for a value of a closed choice, such as <c>presence.present</c>; the value itself where the catalog has none.</summary>
    public string Word(string group, string value) => _templates.TryGetValue($"{group}.{value}", out var word) ? word.Text : value;

    /// <summary>Fills a template that stands in another knowledge file.</summary>
    /// <param name="id">Name of the template for messages.</param>
    /// <param name="template">The template.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="KeyNotFoundException">The template names an argument that was not given.</exception>
    public static string Fill(string id, string template, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
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

    private void Add(DataNode root)
    {
        var map = new StrictMap(root);
        map.Text("source");
        if (map.Optional("messages") is { Kind: not DataKind.Mapping } other) throw KnowledgeException.At(other, "expected a mapping of ids to messages");
        foreach (var (id, line, value) in root["messages"]?.Pairs() ?? [])
        {
            if (!_templates.TryAdd(id, value)) throw new KnowledgeException(root.File, line, $"the message '{id}' stands here or in another file already; remove one");
        }

        map.Done();
    }

    private static string Argument(string id, string name, ReadOnlySpan<(string Name, string Value)> arguments)
    {
        foreach (var (n, value) in arguments)
        {
            if (string.Equals(n, name, StringComparison.Ordinal)) return value;
        }

        throw new KeyNotFoundException($"the message '{id}' wants the argument '{name}'");
    }
}
