using System.Collections.Immutable;
using Assay.Core;
using Assay.Formats;

namespace Assay.Sources;

/// <summary>Lays listings under the files that are here: files present win, but keep the listing's git digest.</summary>
internal static class ListingOverlay
{
    /// <summary>Files and listed entries as one manifest.</summary>
    internal sealed record Result(IReadOnlyList<SnapshotEntry> Entries, IReadOnlyList<NotLooked> NotRead, ImmutableArray<string> Listings, string? Origin, string? Revision, string? On);

    /// <summary>Applies the listings in the root of the artifact.</summary>
    public static Result Apply(IReadOnlyList<SnapshotEntry> files, OpenEntry open, Limits limits)
    {
        var listings = new List<Listing>();
        foreach (var file in files)
        {
            if (file.State == EntryState.Bytes && Listing.Names.Contains(file.Path, StringComparer.Ordinal) && Read(file, open, limits) is { } listing) listings.Add(listing);
        }

        if (listings.Count == 0) return new Result(files, [], [], null, null, null);
        // tree.txt speaks for the whole tree, so it comes before CODE_FILES.txt.
        listings.Sort((a, b) => -string.CompareOrdinal(a.Path, b.Path));
        var merged = Merge(files, listings);
        return new Result(
            merged,
            [.. listings.SelectMany(l => l.NotRead)],
            [.. listings.Select(l => l.Path).Order(StringComparer.Ordinal)],
            listings.Select(l => l.Origin).FirstOrDefault(o => o is not null),
            listings.Select(l => l.Revision).FirstOrDefault(r => r is not null),
            listings.Select(l => l.On).FirstOrDefault(d => d is not null));
    }

    private static List<SnapshotEntry> Merge(IReadOnlyList<SnapshotEntry> files, List<Listing> listings)
    {
        var listed = new Dictionary<string, SnapshotEntry>(StringComparer.Ordinal);
        foreach (var entry in listings.SelectMany(l => l.Entries)) listed.TryAdd(entry.Path, entry);
        var merged = new List<SnapshotEntry>(files.Count + listed.Count);
        foreach (var file in files)
        {
            if (listings.Exists(l => l.Path == file.Path)) continue;
            merged.Add(listed.Remove(file.Path, out var same) ? file with { Digest = file.Digest ?? same.Digest, ListedIn = same.ListedIn } : file);
        }

        merged.AddRange(listed.Values);
        return merged;
    }

    private static Listing? Read(SnapshotEntry file, OpenEntry open, Limits limits)
    {
        try
        {
            return TextDocument.Read(file.Path, open(file), limits) is { } text ? ListingParser.TryParse(text, limits) : null;
        }
        catch (BlobReadException)
        {
            return null;
        }
    }
}
