namespace Assay.Licensing;

/// <summary>Reads versions near the name of a license family: "version 2 of the License, or (at your option) any later version".</summary>
internal sealed class VersionReader(TextView view)
{
    private const int Reach = 18;
    private const int LaterReach = 16;

    private static readonly HashSet<uint> Passed =
    [
        .. Words.Hash("as", "published", "by", "the", "free", "software", "foundation", "inc", "either", "version", "gnu", "license", "of", "in", "its", "terms", "fsf", "v", "ver", "versions", "at", "your", "option", "a", "or", "agpl", "gpl", "lgpl", "mpl", "epl", "apache", "http", "www", "to", "and", "number", "dated", "revision", "release", "community", "under", "soft", "ware", "ver", "sion"),
    ];

    private static readonly HashSet<uint> Laters = [.. Words.Hash("later", "newer", "higher", "greater", "above", "onwards", "any")];
    private static readonly HashSet<uint> Filler = [.. Words.Hash("at", "your", "option", "version", "the")];
    private static readonly uint Or = WordHash.Of("or");
    private static readonly uint Of = WordHash.Of("of");
    private static readonly uint Version = WordHash.Of("version");
    private static readonly uint The = WordHash.Of("the");
    private static readonly uint Gnu = WordHash.Of("gnu");
    private static readonly uint Only = WordHash.Of("only");

    /// <summary>The version behind a name, or null. <paramref name="end"/> is moved behind it.</summary>
    public string? Behind(ref int end)
    {
        for (var i = end; i < view.Words.Length && i < end + Reach; i++)
        {
            if (Number(i, out var next) is { } version)
            {
                end = next;
                return version;
            }

            if (!Passed.Contains(view.Words[i])) return null;
            if (view.Has(i, TokenFlags.SentenceEnd) && EndsWithStop(i)) return null;
        }

        return null;
    }

    /// <summary>The version in front of a name: "version 2 of the", "v2 of the".</summary>
    public string? Before(ref int start)
    {
        var i = start - 1;
        while (i > 0 && start - i <= 3 && (view.Words[i] == The || view.Words[i] == Gnu)) i--;
        if (i < 1 || view.Words[i] != Of) return null;
        for (var first = Math.Max(0, i - 3); first < i; first++)
        {
            if (Number(first, out var next) is not { } version || next != i) continue;
            start = first > 0 && view.Words[first - 1] == Version ? first - 1 : first;
            return version;
        }

        return null;
    }

    /// <summary>Whether later versions are allowed, in the words behind a version.</summary>
    public bool OrLater(int end)
    {
        if (end > 0 && view.CharEnd(end - 1) < view.Text.Length && view.Text[view.CharEnd(end - 1)] == '+') return true;
        for (var i = end; i < view.Words.Length && i < end + LaterReach; i++)
        {
            if (view.Words[i] == Only) return false;
            if (Laters.Contains(view.Words[i])) return true;
            if (view.Has(i, TokenFlags.SentenceEnd) && EndsWithStop(i)) return false;
        }

        return false;
    }

    /// <summary>A further version as in "version 2 or version 3", or null.</summary>
    public string? Alternative(int end)
    {
        if (end >= view.Words.Length || view.Words[end] != Or) return null;
        var at = end + 1;
        while (at < view.Words.Length && at < end + 6 && Filler.Contains(view.Words[at])) at++;
        return at < view.Words.Length ? Number(at, out _) : null;
    }

    /// <summary>A version number that starts at a word: <c>2</c>, <c>2.1</c>, <c>v2.1</c>.</summary>
    public string? Number(int word, out int next)
    {
        next = word + 1;
        if (word >= view.Words.Length) return null;
        var text = view.Text.AsSpan(view.CharStart(word), view.CharEnd(word) - view.CharStart(word));
        if (text.Length > 1 && text[0] is 'v' or 'V') text = text[1..];
        if (text.Length is 0 or > 3 || !char.IsAsciiDigit(text[0])) return null;
        var version = text.ToString();
        if (next < view.Words.Length && view.CharStart(next) == view.CharEnd(word) + 1 && view.Text[view.CharEnd(word)] is '.' or '-' or '_')
        {
            var minor = view.Text.AsSpan(view.CharStart(next), view.CharEnd(next) - view.CharStart(next));
            if (char.IsAsciiDigit(minor[0]) && minor.Length <= 3)
            {
                next++;
                return $"{version}.{minor.ToString().ToLowerInvariant()}";
            }
        }

        return version;
    }

    private bool EndsWithStop(int word)
    {
        var end = view.CharEnd(word);
        return end < view.Text.Length && view.Text[end] is '.' or '!' or '?' or '。';
    }
}
