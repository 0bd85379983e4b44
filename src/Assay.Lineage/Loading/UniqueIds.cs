namespace Assay.Lineage;

/// <summary>Short names for paths.</summary>
internal static class UniqueIds
{
    /// <summary>The last segment of each path, with as many segments before it as make it unique; the same path twice gets a number.</summary>
    public static string[] Of(IReadOnlyList<string> paths)
    {
        var parts = paths.Select(p => p.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var ids = parts.Select(p => Tail(p, 1)).ToArray();
        for (var length = 2; length <= parts.Max(p => p.Length); length++)
        {
            var repeated = ids.GroupBy(i => i, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
            if (repeated.Count == 0) break;
            for (var i = 0; i < ids.Length; i++)
            {
                if (repeated.Contains(ids[i])) ids[i] = Tail(parts[i], length);
            }
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < ids.Length; i++)
        {
            var times = seen[ids[i]] = seen.GetValueOrDefault(ids[i]) + 1;
            if (times > 1) ids[i] = $"{ids[i]}#{times}";
        }

        return ids;
    }

    private static string Tail(string[] parts, int length)
    {
        var tail = string.Join('/', parts[Math.Max(0, parts.Length - length)..]);
        return tail.EndsWith(".sketch", StringComparison.Ordinal) ? tail[..^7] : tail.Length == 0 ? "/" : tail;
    }
}
