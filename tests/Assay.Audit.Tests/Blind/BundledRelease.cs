using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Assay.Core;
using Assay.Sources;
using Assay.Tests;

namespace Assay.Audit.Tests.Blind;

/// <summary>A synthetic release kept as one text: labels, then its files. <c>tests/tools/unbundle.py</c> writes the same as folders for the evaluation script.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Labels">What a careful reader says of each component: whether it is there, and where.</param>
/// <param name="Release">The release.</param>
internal sealed record BundledRelease(string Name, IReadOnlyDictionary<string, (string Status, string Where)> Labels, Release Release)
{
    private static readonly string Folder = Path.Combine(SharedData.Root, "tests/Assay.Audit.Tests/Blind");

    /// <summary>The releases of a round.</summary>
    public static IEnumerable<BundledRelease> Of(string round) => Directory.EnumerateFiles(Path.Combine(Folder, round), "*.txt").Order(StringComparer.Ordinal).Select(Read);

    /// <summary>Whether an assessment agrees with a label, as the evaluation script sees it; null where the label is open.</summary>
    public static bool? Agrees(AssessmentResult result, string component, (string Status, string Where) label)
    {
        if (label.Status == "unknown") return null;
        string[] ids = component == "doc.paper" ? ["doc.paper", "doc.report"] : [component];
        var found = result.Facts.Components.Where(c => ids.Contains(c.Id)).Any(c => c.Presence is Presence.Present or Presence.Partial || (c.Presence == Presence.Claimed && c.Basis != Basis.Promised && label.Where is "linked" or "none"));
        return found == label.Status is "present" or "partial";
    }

    private static BundledRelease Read(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var labels = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        var places = new SortedDictionary<string, List<(string Path, EntryState State, long Size, byte[] Bytes)>>(StringComparer.Ordinal);
        foreach (var part in File.ReadAllText(file).Split("\n%%% ").Select(p => p.StartsWith("%%% ", StringComparison.Ordinal) ? p[4..] : p))
        {
            var cut = part.IndexOf('\n', StringComparison.Ordinal);
            var (head, body) = cut < 0 ? (part.Split(' '), "") : (part[..cut].Split(' '), part[(cut + 1)..].TrimEnd('\n') + "\n");
            if (head[0] == "truth") ReadLabels(body, labels);
            else foreach (var (path, state, size, bytes) in Files(head, body)) Place(places, path).Add((path, state, size, bytes));
        }

        var artifacts = places.Select(p => Artifact(p.Key, p.Value)).OrderBy(a => a.Kind == ArtifactKind.Model ? 0 : 1).ToImmutableArray();
        return new BundledRelease(name, labels, new Release(name, null, artifacts));
    }

    private static void ReadLabels(string body, Dictionary<string, (string, string)> labels)
    {
        foreach (var line in body.Split('\n'))
        {
            var words = line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= 3 && words[0].Contains('.', StringComparison.Ordinal)) labels[words[0]] = (words[1], words[2]);
        }
    }

    private static IEnumerable<(string Path, EntryState State, long Size, byte[] Bytes)> Files(string[] head, string body)
    {
        var folder = head[0][..(head[0].LastIndexOf('/') + 1)];
        switch (head.ElementAtOrDefault(1))
        {
            case "lfs":
                yield return (head[0], EntryState.Pointer, long.Parse(head[2], CultureInfo.InvariantCulture), []);
                break;
            case "tree" or "codefiles":
                foreach (var row in body.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                {
                    var at = row.LastIndexOf(' ');
                    yield return (folder + row[..at], EntryState.Listed, long.Parse(row[(at + 1)..], CultureInfo.InvariantCulture), []);
                }

                break;
            default:
                var bytes = Encoding.UTF8.GetBytes(head.ElementAtOrDefault(1) == "copy" ? $"{(head[2] == "mit" ? "MIT License" : "Apache License\nVersion 2.0, January 2004\nhttp://www.apache.org/licenses/")}\n" : body);
                yield return (head[0], EntryState.Bytes, bytes.Length, bytes);
                break;
        }
    }

    private static List<(string Path, EntryState State, long Size, byte[] Bytes)> Place(SortedDictionary<string, List<(string, EntryState, long, byte[])>> places, string path)
    {
        var parts = path.Split('/');
        var place = parts[0] == "release" ? "release" : $"{parts[0]}/{parts[1]}";
        if (!places.TryGetValue(place, out var files)) places[place] = files = [];
        return files;
    }

    private static Artifact Artifact(string place, List<(string Path, EntryState State, long Size, byte[] Bytes)> files)
    {
        var bytes = files.Where(f => f.State == EntryState.Bytes).ToDictionary(f => f.Path[(place.Length + 1)..], f => f.Bytes, StringComparer.Ordinal);
        var entries = files.DistinctBy(f => f.Path).OrderBy(f => f.State).DistinctBy(f => f.Path).Select((f, i) => new SnapshotEntry(f.Path[(place.Length + 1)..], f.Size, f.State)
        {
            ListedIn = f.State == EntryState.Listed ? ("tree.txt", i + 1, f.Path) : null,
        });
        var snapshot = new Snapshot(entries.OrderBy(e => e.Path, StringComparer.Ordinal), e => new MemoryBlob(bytes[e.Path]));
        return new Artifact(place == "release" ? "model" : "code:" + place[5..], place == "release" ? ArtifactKind.Model : ArtifactKind.Code, place) { Snapshot = snapshot };
    }
}
