using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Assay.Core;

namespace Assay.Sources;

/// <summary>Identity of a release: SHA-256 over the sorted lines <c>artifact path size digest|oid|-</c> of all artifacts.</summary>
/// <param name="Digest">64 hex digits.</param>
/// <param name="Covers">What it covers.</param>
public sealed record ReleaseDigest(string Digest, DigestCoverage Covers)
{
    // Larger files are weights and data; reading all of them is the user's decision.
    private const long SmallFile = 16L << 20;

    /// <summary>Computes the digest. Files up to 16 MiB that carry no digest are read; larger ones only if asked.</summary>
    /// <param name="release">The release.</param>
    /// <param name="limits">The most bytes that are read in all.</param>
    /// <param name="readLargeFiles">Whether files over 16 MiB are read too.</param>
    public static ReleaseDigest Of(Release release, Limits limits, bool readLargeFiles = false)
    {
        var lines = new List<string>();
        var budget = readLargeFiles ? long.MaxValue : limits.MaxReleaseBytes;
        var (partial, listed) = (false, false);
        foreach (var artifact in release.Artifacts)
        {
            partial |= artifact.Snapshot is not { NotRead.IsEmpty: true };
            foreach (var entry in artifact.Snapshot?.Entries ?? [])
            {
                var digest = DigestOf(artifact.Snapshot!, entry, readLargeFiles, ref budget);
                partial |= digest is null;
                listed |= entry.State == EntryState.Listed;
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{artifact.Id} {entry.Path} {entry.Size?.ToString(CultureInfo.InvariantCulture) ?? "-"} {digest ?? "-"}"));
            }
        }

        return new ReleaseDigest(Hash(lines), partial ? DigestCoverage.Partial : listed ? DigestCoverage.Listing : DigestCoverage.Full);
    }

    private static string? DigestOf(Snapshot snapshot, SnapshotEntry entry, bool readLargeFiles, ref long budget)
    {
        // What a listing says about a file that is here may be out of date: its bytes decide.
        var trusted = entry.Digest is not null && !(entry.State == EntryState.Bytes && entry.ListedIn is not null);
        if (trusted || entry.State != EntryState.Bytes) return entry.Digest;
        if (entry.Size is not { } size || size > budget || (size > SmallFile && !readLargeFiles)) return entry.Digest;
        budget -= size;
        try
        {
            return Digests.Sha256(snapshot.Open(entry));
        }
        catch (BlobReadException)
        {
            return null;
        }
    }

    private static string Hash(List<string> lines)
    {
        lines.Sort(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines) hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
