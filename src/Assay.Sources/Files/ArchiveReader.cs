using Assay.Core;
using Assay.Formats;

namespace Assay.Sources;

/// <summary>Reads an archive in place as if it were a folder.</summary>
internal static class ArchiveReader
{
    /// <summary>Reads an archive; null where the file is none.</summary>
    public static Reading? Read(string name, IBlob blob, Limits limits)
    {
        var archive = Archives.TryOpen(blob, limits, out var why);
        if (archive is null) return why is null ? null : Reading.NotRead($"the archive '{name}' cannot be read: {why}");
        if (archive.Members.IsEmpty && !archive.NotRead.IsEmpty) return Reading.NotRead($"nothing of the archive '{name}' can be read: {archive.NotRead[^1].Why}");
        var tree = new ArchiveTree(archive, limits);
        var root = tree.Root();
        var (folders, files) = tree.Children(root);
        if (!ReleaseLayout.Fits(folders, files)) return tree.Read(root) with { Location = root.TrimEnd('/') };
        var release = root + ReleaseLayout.Release;
        var (codes, _) = tree.Children(root + ReleaseLayout.Code + "/");
        return tree.Read(release + "/") with
        {
            Location = release,
            Parts = [.. codes.Select(c => ("code:" + c, new ArtifactRole(ArtifactKind.Code, $"{root}{ReleaseLayout.Code}/{c}"), tree.Read($"{root}{ReleaseLayout.Code}/{c}/")))],
        };
    }

    /// <summary>The members of an archive by folder.</summary>
    private sealed class ArchiveTree
    {
        private readonly IArchive _archive;
        private readonly Limits _limits;
        private readonly Dictionary<string, ArchiveMember> _members = new(StringComparer.Ordinal);
        private readonly List<NotLooked> _notRead;

        public ArchiveTree(IArchive archive, Limits limits)
        {
            (_archive, _limits) = (archive, limits);
            _notRead = [.. archive.NotRead];
            foreach (var member in archive.Members)
            {
                if (!EntryPath.IsAdministrative(member.Path)) _members.Add(member.Path, member);
            }
        }

        /// <summary>The folder that everything lies in, with a closing slash, where archives are packed that way; else empty.</summary>
        public string Root()
        {
            var (folders, files) = Children("");
            if (files.Count > 0 || folders.Count != 1 || folders.Contains(ReleaseLayout.Release)) return "";
            var top = folders.First() + "/";
            var (inner, innerFiles) = Children(top);
            return innerFiles.Count > 0 || ReleaseLayout.Fits(inner, innerFiles) ? top : "";
        }

        public (SortedSet<string> Folders, SortedSet<string> Files) Children(string prefix)
        {
            var (folders, files) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
            foreach (var path in _members.Keys.Where(p => p.StartsWith(prefix, StringComparison.Ordinal)))
            {
                var slash = path.IndexOf('/', prefix.Length);
                if (slash < 0) files.Add(path[prefix.Length..]);
                else folders.Add(path[prefix.Length..slash]);
            }

            return (folders, files);
        }

        public Reading Read(string prefix)
        {
            var notRead = new List<NotLooked>(_notRead);
            var entries = new List<SnapshotEntry>();
            foreach (var (path, member) in _members)
            {
                if (path.StartsWith(prefix, StringComparison.Ordinal)) entries.Add(Entry(path[prefix.Length..], member, notRead));
            }

            IBlob Open(SnapshotEntry entry) => _archive.Open(_members[prefix + entry.Path]);
            var overlay = ListingOverlay.Apply(entries, Open, _limits);
            notRead.AddRange(overlay.NotRead);
            return new Reading(new Snapshot(overlay.Entries, Open, notRead) { Listings = overlay.Listings })
            {
                Origin = overlay.Origin,
                Revision = overlay.Revision,
                On = overlay.On,
                Identity = Address.Identity(overlay.Origin),
            };
        }

        private SnapshotEntry Entry(string path, ArchiveMember member, List<NotLooked> notRead)
        {
            var entry = new SnapshotEntry(path, member.Size, EntryState.Bytes);
            if (_archive is ZipDirectory zip && zip.Fault((ZipEntry)member) is { } fault) return Unreadable(entry, fault, notRead);
            if (member.Size is 0 or > LfsPointer.MaxLength) return entry;
            try
            {
                if (LfsPointer.TryParse(_archive.Open(member).ReadAll(LfsPointer.MaxLength)) is not { } pointer) return entry;
                return new SnapshotEntry(path, pointer.Size, EntryState.Pointer) { Digest = pointer.Digest };
            }
            catch (BlobReadException e)
            {
                return Unreadable(entry, e.Message, notRead);
            }
        }

        // Its name is known though its bytes are not: present by listing.
        private static SnapshotEntry Unreadable(SnapshotEntry entry, string why, List<NotLooked> notRead)
        {
            notRead.Add(new NotLooked(entry.Path, why));
            return entry with { State = EntryState.Listed };
        }
    }
}
