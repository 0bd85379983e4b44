using Assay.Core;
using Assay.Sources;

namespace Assay.Audit;

/// <summary>What could not be seen: as long as a document or a whole artifact was not read, nothing may be called absent.</summary>
internal static class Unseen
{
    /// <summary>The first reason why something may have been missed; null where everything that is there was seen.</summary>
    public static string? Reason(ReleaseIndex index) =>
        index.Release.Artifacts.Select(WholeArtifact).FirstOrDefault(r => r is not null)
        ?? index.Files.Where(IsUnseenDocument).Select(f => Told(index, f)).FirstOrDefault(r => r is not null);

    // A listing that the user gave is complete in names; one that a hub gives while it keeps the bytes back is not what was asked for.
    private static string? WholeArtifact(Artifact artifact)
    {
        var place = artifact.Location.Length == 0 ? "the source" : artifact.Location;
        if (artifact.Snapshot is not { } snapshot) return $"{place} was not read: {artifact.Why}";
        return artifact.Why is { } why && snapshot.Listings.IsEmpty && artifact.Read == ReadState.Listing ? $"the files of {place} were not read: {why}" : null;
    }

    private static bool IsUnseenDocument(AuditFile file) =>
        !Translations.Is(file) && file.Text is null && file.Role is FileRole.Card or FileRole.Readme or FileRole.License or FileRole.Policy or FileRole.Document;

    private static string? Told(ReleaseIndex index, AuditFile file) =>
        index.NotLooked.FirstOrDefault(n => n.What == file.Place) is { } told ? $"{told.What} was not read: {told.Why}" : null;
}
