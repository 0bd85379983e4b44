using System.Text;
using Assay.Core;

namespace Assay.Audit;

/// <summary>Which license ids are on which list (<c>license-lists.yaml</c>).</summary>
public sealed class LicenseLists
{
    private const string Path = "license-lists.yaml";
    private readonly Dictionary<string, HashSet<string>> _lists;
    private readonly Dictionary<string, string> _spellings;

    private LicenseLists(Dictionary<string, HashSet<string>> lists, Dictionary<string, string> spellings)
    {
        _lists = lists;
        _spellings = spellings;
        foreach (var id in lists.Values.SelectMany(l => l)) _spellings.TryAdd(Fold(id), id);
    }

    /// <summary>Reads the lists strictly.</summary>
    /// <exception cref="KnowledgeException">A list is missing or malformed.</exception>
    public static LicenseLists Load(DataTable knowledge)
    {
        var root = knowledge.File(Path) ?? throw new KnowledgeException(Path, 1, "the license lists are missing");
        var file = new StrictMap(root);
        file.Text("source");
        file.Text("as_of");
        var map = file.Map("lists") ?? throw KnowledgeException.At(root, "the key 'lists' is missing; add it");
        var spellings = file.Map("spellings")?.Node.Pairs().ToDictionary(p => p.Key, p => p.Value.Text, StringComparer.Ordinal) ?? [];
        file.Done();
        string[] names = ["osi-approved", "fsf-libre", "mot-open-data", "mot-also-open", "open-data", "open-document", "mot-code", "mot-data", "mot-document"];
        var lists = names.ToDictionary(n => n, n => map.Texts(n).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        map.Done();
        return new LicenseLists(lists, new Dictionary<string, string>(spellings, StringComparer.Ordinal));
    }

    /// <summary>Whether the Open Source Initiative approved it.</summary>
    public bool IsOsiApproved(string id) => On("osi-approved", id);

    /// <summary>Whether it is an open license for data under its SPDX id, or an open license at all.</summary>
    public bool IsOpenData(string id) => On("open-data", id) || IsFree(id);

    /// <summary>Whether it is an open license for documents under its SPDX id, or an open license at all.</summary>
    public bool IsOpenDocument(string id) => On("open-document", id) || IsFree(id);

    /// <summary>Whether it is approved by the OSI or called free by the FSF.</summary>
    public bool IsFree(string id) => On("osi-approved", id) || On("fsf-libre", id);

    /// <summary>Whether the Model Openness Tool takes it for open: by the exact id, case included.</summary>
    public bool IsMotOpen(string id) => IsFree(id) || On("mot-open-data", id) || On("mot-also-open", id);

    /// <summary>Whether any list has it.</summary>
    public bool Knows(string id) => _lists.Values.Any(l => l.Contains(id));

    /// <summary>The id that a spelling in a human database means; the spelling itself where none is known.</summary>
    public string Normalize(string spelling) => _spellings.GetValueOrDefault(Fold(spelling), spelling);

    private bool On(string list, string id) => _lists[list].Contains(id);

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '+') folded.Append(char.ToLowerInvariant(c));
            else if (folded.Length > 0 && folded[^1] != '-') folded.Append('-');
        }

        return folded.ToString().TrimEnd('-');
    }
}
