using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Core;
using Assay.Formats;

namespace Assay.Sources;

/// <summary>Reads listings. A text of which no line is a listing line is none.</summary>
internal static partial class ListingParser
{
    private const int MaxComplaints = 20;

    /// <summary>Reads a listing; null where the text is none.</summary>
    public static Listing? TryParse(TextDocument text, Limits limits)
    {
        var entries = ImmutableArray.CreateBuilder<SnapshotEntry>();
        var notRead = ImmutableArray.CreateBuilder<NotLooked>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var strange = 0;
        for (var line = 1; line <= text.LineCount; line++)
        {
            var words = text.Line(line).ToString();
            if (words.Length == 0 || words[0] == '#') continue;
            if (Entry().Match(words) is not { Success: true } match)
            {
                if (++strange > MaxComplaints && entries.Count == 0) return null;
                if (strange <= MaxComplaints) notRead.Add(new NotLooked($"{text.Path}:{line}", "the line is no entry of a listing"));
                continue;
            }

            if (entries.Count >= limits.MaxFiles)
            {
                notRead.Add(new NotLooked(text.Path, $"the listing has more than {limits.MaxFiles} entries; the rest was not read"));
                break;
            }

            if (Read(match, text.Path, line, words) is var (entry, why) && entry is not null && why is null)
            {
                if (seen.Add(entry.Path)) entries.Add(entry);
            }
            else if (why is not null)
            {
                notRead.Add(new NotLooked($"{text.Path}:{line}", why));
            }
        }

        if (entries.Count == 0) return null;
        if (strange > MaxComplaints) notRead.Add(new NotLooked(text.Path, $"{strange - MaxComplaints} further lines are no entries of a listing"));
        if (text.Truncated) notRead.Add(new NotLooked(text.Path, "the listing is longer than the limit; its end was not read"));
        var (origin, revision) = Head(text);
        return new Listing(text.Path, entries.ToImmutable(), notRead.ToImmutable()) { Origin = origin, Revision = revision, On = origin is not null && Day().Match(text.Line(1).ToString()) is { Success: true } day ? day.Value : null };
    }

    private static (SnapshotEntry? Entry, string? Why) Read(Match match, string listing, int line, string words)
    {
        var path = Unquote(match.Groups["path"].Value);
        if (MemberPath.Refusal(path) is { } refusal) return (null, refusal);
        var mode = match.Groups["mode"].Value;
        if (mode is "160000" || match.Groups["type"].Value is "commit") return (null, $"{path} is a submodule, whose files are not listed");
        if (mode is "040000" || match.Groups["type"].Value is "tree") return (null, $"{path} is a folder, whose files may not be listed");
        long? size = long.TryParse(match.Groups["size"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
        return (new SnapshotEntry(MemberPath.Normalize(path), size, EntryState.Listed)
        {
            Digest = "git:" + match.Groups["blob"].Value,
            ListedIn = (listing, line, words),
        }, null);
    }

    private static (string? Origin, string? Revision) Head(TextDocument text)
    {
        if (Header().Match(text.Line(1).ToString()) is not { Success: true } match) return (null, null);
        return (Address.Of(match.Groups["origin"].Value), match.Groups["commit"].Value);
    }

    /// <summary>Undoes git's quoting of unusual names: <c>"caf\303\251"</c>.</summary>
    private static string Unquote(string path)
    {
        if (path.Length < 2 || path[0] != '"' || path[^1] != '"') return path;
        var bytes = new List<byte>(path.Length);
        for (var i = 1; i < path.Length - 1; i++)
        {
            var c = path[i];
            if (c != '\\' || i + 1 >= path.Length - 1)
            {
                bytes.AddRange(System.Text.Encoding.UTF8.GetBytes([c]));
                continue;
            }

            c = path[++i];
            if (c is >= '0' and <= '3' && i + 2 < path.Length - 1 && path[i + 1] is >= '0' and <= '7' && path[i + 2] is >= '0' and <= '7')
            {
                bytes.Add((byte)(((c - '0') * 64) + ((path[i + 1] - '0') * 8) + path[i + 2] - '0'));
                i += 2;
                continue;
            }

            bytes.Add(c switch { 'n' => (byte)'\n', 't' => (byte)'\t', 'r' => (byte)'\r', 'a' => 7, 'b' => 8, 'f' => 12, 'v' => 11, _ => (byte)Math.Min(c, (char)127) });
        }

        return System.Text.Encoding.UTF8.GetString([.. bytes]);
    }

    [GeneratedRegex(@"^(?:(?<mode>[0-7]{6})\s+(?:(?<type>blob|commit|tree)\s+)?)?(?<blob>[0-9a-f]{40}|[0-9a-f]{64})\s+(?<size>[0-9]{1,18}|-)[ \t](?<path>.+)$")]
    private static partial Regex Entry();

    [GeneratedRegex(@"\b20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\b")]
    private static partial Regex Day();

    [GeneratedRegex(@"^#\s*(?<origin>[^\s@]+(?:@[^\s@]+)?)\s*@\s*(?<commit>[0-9a-f]{7,64})\b")]
    private static partial Regex Header();
}
