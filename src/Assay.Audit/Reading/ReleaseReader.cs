using System.Collections.Immutable;
using Assay.Core;
using Assay.Formats;
using Assay.Sources;

namespace Assay.Audit;

/// <summary>Reads the texts of a release within the budget; what was cut is told.</summary>
internal sealed class ReleaseReader(Release release, Limits limits)
{
    /// <summary>Most bytes of text that are read of one artifact (48 MiB).</summary>
    private const long MaxArtifactBytes = 48L << 20;

    /// <summary>Most bytes of one program or configuration file outside the model itself (256 KiB).</summary>
    private const long MaxProgramBytes = 256L << 10;

    /// <summary>Largest portable document that is read (16 MiB).</summary>
    private const long MaxPdfBytes = 16L << 20;

    private static readonly string[] ReportWords = ["report", "paper", "memo", "card", "datasheet", "summary", "policy"];

    private readonly FamilyName _family = FamilyName.Of(release.Name);
    private readonly ImmutableArray<AuditFile>.Builder _files = ImmutableArray.CreateBuilder<AuditFile>();
    private readonly List<NotLooked> _notLooked = [];

    public ReleaseIndex Read()
    {
        foreach (var artifact in release.Artifacts)
        {
            if (artifact.Snapshot is { } snapshot)
            {
                _notLooked.AddRange(snapshot.NotRead.Select(n => n with { What = Place(artifact, n.What) }));
                ReadArtifact(artifact, snapshot);
            }
            else
            {
                _notLooked.Add(new NotLooked(artifact.Location, artifact.Why ?? "it was not read"));
            }
        }

        return new ReleaseIndex(release, _files.DrainToImmutable(), [.. _notLooked]);
    }

    private void ReadArtifact(Artifact artifact, Snapshot snapshot)
    {
        var left = MaxArtifactBytes;
        foreach (var entry in snapshot.Entries)
        {
            var role = FileRoles.Of(artifact, entry.Path);
            if (role == FileRole.Other && artifact.Kind == ArtifactKind.Model && FileRoles.IsNamedAsModel(entry.Path, entry.Size, release.Name)) role = FileRole.Weights;
            var file = new AuditFile(artifact, entry.Path, entry.Size, entry.State, role)
            {
                Entry = entry,
                ListedIn = entry.ListedIn,
                IsForeign = IsForeign(entry.Path, role is FileRole.Document or FileRole.Card or FileRole.Readme),
            };
            if (Translations.Is(file)) _notLooked.Add(new NotLooked(file.Place, "a translation; signals and claims are known in English and Chinese"));
            else if (Wants(file)) file = ReadText(file, snapshot, entry, ref left);
            _files.Add(file);
        }
    }

    private AuditFile ReadText(AuditFile file, Snapshot snapshot, SnapshotEntry entry, ref long left)
    {
        var size = entry.Size ?? 0;
        if (size > left)
        {
            _notLooked.Add(new NotLooked(file.Place, $"the budget of {MaxArtifactBytes >> 20} MiB of text for one artifact is used up"));
            return file;
        }

        try
        {
            string? why = null;
            var pdf = IsReport(file.Name);
            var text = pdf ? DocumentReader.Read(entry.Path, snapshot.Open(entry), limits, out why) : snapshot.ReadText(entry, limits);
            left -= Math.Min(size, limits.MaxTextBytes);
            if (text is null)
            {
                if (pdf) _notLooked.Add(new NotLooked(file.Place, why ?? "it holds no words"));
                if (file.Role is FileRole.Card or FileRole.Readme or FileRole.License) _notLooked.Add(new NotLooked(file.Place, "it is no text"));
                return file;
            }

            if (text.Truncated) _notLooked.Add(new NotLooked(file.Place, $"it was read only to {limits.MaxTextBytes} bytes of {entry.Size}"));
            if (pdf && file.Role == FileRole.Other) file = file with { Role = FileRole.Document };
            return file with { Text = text, Markdown = IsDocument(file) ? MarkdownDocument.Parse(text) : null };
        }
        catch (BlobReadException e)
        {
            _notLooked.Add(new NotLooked(file.Place, e.Message));
            return file;
        }
    }

    // Of portable documents only those that say by their name that they are about the model or its data; the rest are figures.
    private static bool IsReport(string name) => name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) && ReportWords.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static bool IsDocument(AuditFile file) => file.Role is FileRole.Card or FileRole.Readme or FileRole.Document;

    private static bool Wants(AuditFile file)
    {
        if (file.State != EntryState.Bytes) return false;
        if (IsReport(file.Name)) return file.Size <= MaxPdfBytes;
        return file.Role switch
        {
            FileRole.Card or FileRole.Readme or FileRole.Document or FileRole.License or FileRole.Policy => true,
            FileRole.Weights => file.Name.EndsWith(".index.json", StringComparison.Ordinal),
            FileRole.Config => file.Artifact.Kind == ArtifactKind.Model ? !file.Name.StartsWith("tokenizer.json", StringComparison.Ordinal) && file.Size <= 4 << 20 : file.Size <= MaxProgramBytes / 2,
            FileRole.Code => file.Size <= MaxProgramBytes,
            _ => file.Size <= 64 << 10 && (file.Name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) || file.Name is "NOTICE" or ".gitmodules"),
        };
    }

    private bool IsForeign(string path, bool strict)
    {
        foreach (var range in path.AsSpan().Split('/'))
        {
            var segment = path.AsSpan()[range];
            if (segment is "third_party" or "third-party" or "vendor" or "node_modules" or "dependencies" or "submodules" or "external" or "site-packages") return true;
            if (_family.IsSibling(segment.ToString(), strict)) return true;
        }

        return false;
    }

    private static string Place(Artifact artifact, string path) => artifact.Location.Length == 0 ? path : $"{artifact.Location}/{path}";
}
