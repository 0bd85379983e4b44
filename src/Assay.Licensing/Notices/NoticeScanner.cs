using Assay.Core;

namespace Assay.Licensing;

/// <summary>Finds the places where a text names licenses, in one pass over its words.</summary>
internal sealed class NoticeScanner
{
    private readonly LicenseCatalog _catalog;
    private readonly NameTrie _names;
    private readonly Lazy<NoticeRules> _rules;
    private readonly Lazy<LicenseUrlRules> _urls;
    private readonly Lazy<GrantContext> _context;

    public NoticeScanner(DataTable knowledge, PackedTable index, LicenseCatalog catalog)
    {
        (_catalog, _names) = (catalog, new NameTrie(index));
        _rules = new Lazy<NoticeRules>(() => NoticeRules.Load(knowledge));
        _urls = new Lazy<LicenseUrlRules>(() => new LicenseUrlRules(_rules.Value, catalog));
        _context = new Lazy<GrantContext>(() => new GrantContext(_rules.Value));
    }

    /// <summary>The places, in the order of the text.</summary>
    public List<Notice> Scan(TextView view)
    {
        var found = new List<Notice>();
        var versions = new VersionReader(view);
        var url = -1;
        for (var i = 0; i < view.Words.Length; i++)
        {
            if (view.Has(i, TokenFlags.Url) || StartsUrl(view, i))
            {
                if (i > url && Url(view, i, found) is var end) url = end;
                if (i <= url) continue;
            }

            if (Tag(view, i, found) is var behind && behind > i)
            {
                i = behind - 1;
                continue;
            }

            var length = _names.Match(view.Words[i..], out var meaning);
            if (length == 0 || (meaning.Family < 0 && VersionGoesOn(view, i + length))) continue;
            var notice = meaning.Family >= 0 ? Family(view, versions, i, i + length, _rules.Value.Families[meaning.Family]) : Fixed(view, i, i + length, meaning);
            if (notice is null) continue;
            found.Add(notice with { Title = GrantContext.AloneOnLine(view, notice.Start, notice.End) });
            i = Math.Max(i, notice.End - 1);
        }

        return found;
    }

    /// <summary>Whether a name ends within a version: "1.0" before ".1".</summary>
    private static bool VersionGoesOn(TextView view, int end) =>
        end < view.Words.Length && view.Has(end - 1, TokenFlags.Number) && view.Has(end, TokenFlags.Number) && view.CharStart(end) == view.CharEnd(end - 1) + 1 && view.Text[view.CharEnd(end - 1)] == '.';

    private Notice? Fixed(TextView view, int start, int end, NameMeaning meaning)
    {
        var granted = _context.Value.IsGranted(view, start, end, weak: !meaning.Strong) || meaning.Expression!.StartsWith(NoticeFilter.With, StringComparison.Ordinal);
        return granted || meaning.Strong ? new Notice(meaning.Expression!, LicenseMatchKind.Reference, start, end, false, granted) { Family = _catalog.ById(meaning.Expression!)?.Family } : null;
    }

    private Notice? Family(TextView view, VersionReader versions, int start, int end, FamilyRule rule)
    {
        var (first, last) = (start, end);
        var version = Embedded(view, end - 1) ?? versions.Before(ref first) ?? versions.Behind(ref last);
        var id = version is null ? null : Versioned(rule, version);
        if (version is not null && id is null && rule.Default is null) return null;
        if (id is null)
        {
            if (rule.Default is null) return null;
            (first, last) = (start, end);
        }
        else if (rule.Gnu)
        {
            var later = versions.OrLater(last);
            var other = later ? null : versions.Alternative(last) is { } second ? Versioned(rule, second) : null;
            id = other is null ? id + (later ? "-or-later" : "-only") : $"{id}-only OR {other}-only";
        }

        var expression = id ?? rule.Default!;
        var granted = _context.Value.IsGranted(view, first, last, weak: last - first == 1);
        return new Notice(expression, LicenseMatchKind.Reference, first, last, id is null, granted) { Family = rule.Family };
    }

    /// <summary>A version written into the name: GPLv2, LGPL3.</summary>
    private static string? Embedded(TextView view, int word)
    {
        var text = view.Text.AsSpan(view.CharStart(word), view.CharEnd(word) - view.CharStart(word));
        if (!char.IsAsciiDigit(text[^1])) return null;
        var rest = view.Text.AsSpan(view.CharEnd(word));
        return rest.Length > 1 && rest[0] == '.' && char.IsAsciiDigit(rest[1]) ? $"{text[^1]}.{rest[1]}" : text[^1].ToString();
    }

    private static string? Versioned(FamilyRule rule, string version)
    {
        if (rule.Versions.TryGetValue(version, out var id)) return id;
        if (version.EndsWith(".0", StringComparison.Ordinal) && rule.Versions.TryGetValue(version[..^2], out id)) return id;
        return rule.Versions.TryGetValue(version + ".0", out id) ? id : null;
    }

    private static bool StartsUrl(TextView view, int word)
    {
        if (view.Words[word] != HttpWord) return false;
        var end = view.CharEnd(word);
        return end + 2 < view.Text.Length && view.Text[end] == ':' && view.Text[end + 1] == '/';
    }

    private int Url(TextView view, int word, List<Notice> found)
    {
        var text = view.Text;
        var start = view.CharStart(word);
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('>' or '<' or '"' or '\'' or ')' or ']' or '}' or '（' or '）' or '，' or '。' or '；')) end++;
        while (end > start && text[end - 1] is '.' or ',' or ';' or ':' or '*' or '`') end--;
        var last = word;
        while (last + 1 < view.Words.Length && view.CharStart(last + 1) < end) last++;
        if (end - start is > 12 and < 300 && _urls.Value.Resolve(text[start..end]) is { } id)
        {
            found.Add(new Notice(id, LicenseMatchKind.Reference, word, last + 1, id is "GPL-1.0-or-later" or "LGPL-2.0-or-later", _context.Value.IsGranted(view, word, last + 1, weak: false)) { Family = _catalog.ById(id)?.Family });
        }

        return last;
    }

    /// <summary>An SPDX tag, or a key "license" with its value; the word behind it.</summary>
    private int Tag(TextView view, int word, List<Notice> found)
    {
        var hash = view.Words[word];
        if (hash == Spdx && word + 2 < view.Words.Length && view.Words[word + 1] == License && view.Words[word + 2] == Identifier)
        {
            return Value(view, word, word + 3, SpdxExpression.Read(ValueAt(view, word + 2), _catalog), found);
        }

        if (hash != License && hash != Licenses) return word;
        var value = ValueAt(view, word);
        if (value.Length == 0) return word;
        if (MetadataList.Read(view.Text, view.CharEnd(word)) is { Count: > 1 } values && values.ConvertAll(v => Named(v)) is var named && named.TrueForAll(n => n is not null)) return Each(view, word, named, found);
        return Value(view, word, word + 1, Named(value), found);
    }

    private string? Named(ReadOnlySpan<char> value) => SpdxExpression.Read(value, _catalog, strict: true) ?? _catalog.Resolve(value.ToString())?.Id;

    // The licenses of a list in metadata: each is one of the package's.
    private static int Each(TextView view, int word, List<string?> expressions, List<Notice> found)
    {
        foreach (var expression in expressions) found.Add(new Notice(expression!, LicenseMatchKind.Tag, word, word + 1, false, true));
        return word + 1;
    }

    private static int Value(TextView view, int word, int behind, string? expression, List<Notice> found)
    {
        if (expression is null) return word;
        var end = behind;
        var line = view.Text.AsSpan(view.CharEnd(behind - 1)).IndexOf('\n');
        var stop = line < 0 ? view.Text.Length : view.CharEnd(behind - 1) + line;
        var length = 0;
        foreach (var part in expression.Split(' ')) length += part.Split((char[])['-', '.', '+', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Length;
        while (end < view.Words.Length && view.CharStart(end) < stop && end - behind < length + 2) end++;
        found.Add(new Notice(expression, LicenseMatchKind.Tag, word, Math.Max(end, behind), false, true));
        return Math.Max(end, behind);
    }

    /// <summary>The value behind a key: behind a colon, an equals sign or an arrow, up to the end of the line or the closing quote; empty where there is none.</summary>
    private static ReadOnlySpan<char> ValueAt(TextView view, int key)
    {
        var rest = view.Text.AsSpan(view.CharEnd(key));
        rest = rest[..Math.Min(rest.Length, 300)];
        var i = 0;
        while (i < rest.Length && rest[i] is ' ' or '\t' or '"' or '\'' or '*' or '`') i++;
        if (i >= rest.Length || rest[i] is not (':' or '=' or '>')) return [];
        var close = rest[i] == '>' ? '<' : '\n';
        while (i < rest.Length && rest[i] is ':' or '=' or '>' or ' ' or '\t' or '"' or '\'' or '[' or '*' or '`' or '|') i++;
        rest = rest[i..];
        var end = rest.IndexOfAny(['\n', '\r', '"', '\'', close, '`', ']', InTable(view, key) ? '|' : '\n']);
        return (end < 0 ? rest : rest[..end]).Trim(" \t,;.*-/");
    }

    private static bool InTable(TextView view, int key)
    {
        var before = view.Text.AsSpan(0, view.CharStart(key));
        return before[(before.LastIndexOf('\n') + 1)..].Contains('|');
    }

    private static readonly uint HttpWord = WordHash.Of("http");
    private static readonly uint Spdx = WordHash.Of("spdx");
    private static readonly uint License = WordHash.Of("license");
    private static readonly uint Licenses = WordHash.Of("licenses");
    private static readonly uint Identifier = WordHash.Of("identifier");
}
