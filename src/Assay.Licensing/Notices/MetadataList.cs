namespace Assay.Licensing;

/// <summary>Reads the value of a key that holds a list: <c>["Ruby", "MIT"]</c>, or a list of records with a type or a name.</summary>
internal static class MetadataList
{
    private const int Longest = 800;
    private const int MaxValues = 20;

    /// <summary>The values of a list behind a key; empty where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="behind">Index behind the key.</param>
    public static List<string> Read(string text, int behind)
    {
        var values = new List<string>();
        var rest = text.AsSpan(behind, Math.Min(Longest, text.Length - behind));
        var open = rest.IndexOfAnyExcept("\"' \t:=>\r\n");
        if (open < 1 || rest[open] != '[') return values;
        var close = rest.IndexOf(']');
        if (close < open) return values;
        rest = rest[(open + 1)..close];
        var records = rest.Contains('{');
        for (var (at, key) = (0, ""); at < rest.Length && values.Count < MaxValues;)
        {
            var quote = rest[at..].IndexOfAny('"', '\'');
            if (quote < 0) break;
            var start = at + quote + 1;
            var length = rest[start..].IndexOf(rest[start - 1]);
            if (length < 0) break;
            var word = rest.Slice(start, length).ToString();
            at = start + length + 1;
            if (records && rest[at..].TrimStart() is [':', ..]) key = word;
            else if (!records || key is "type" or "name" or "id") values.Add(word);
        }

        return values;
    }
}
