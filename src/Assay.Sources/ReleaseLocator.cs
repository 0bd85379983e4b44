using Assay.Core;

namespace Assay.Sources;

/// <summary>Finds out what SOURCE is and reads it: the first step of everything.</summary>
public static class ReleaseLocator
{
    /// <summary>Id of the model artifact.</summary>
    public const string ModelId = "model";

    /// <summary>
    /// Reads a release. What exists but cannot be read becomes an artifact without a snapshot and with the reason (<see cref="Artifact.Why"/>).
    /// </summary>
    /// <exception cref="AssayException">SOURCE or a <c>--with</c> argument does not exist, is empty, or is nothing that can be a source.</exception>
    public static Release Locate(SourceRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Source)) throw AssayException.Usage($"SOURCE is empty; give {LocalReader.Choices}");
        var contacts = new ContactLog();
        var artifacts = new ArtifactList();
        var identity = IsLayout(request.Source) ? Layout(request, artifacts) : Single(request, artifacts, contacts);
        foreach (var with in request.With) With(WithArgument.Parse(with), request, artifacts, contacts);
        return new Release(identity.Name, identity.Publisher, artifacts.ToImmutable()) { Contacts = contacts };
    }

    /// <summary>Adds what a release links to: its artifacts stay as they are, and each source becomes one more.</summary>
    /// <param name="release">The release.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="sources">Sources as for <c>--with</c>.</param>
    public static Release Extend(Release release, SourceRequest request, IEnumerable<string> sources)
    {
        var artifacts = new ArtifactList(release.Artifacts);
        foreach (var source in sources) With(WithArgument.Parse(source), request, artifacts, release.Contacts);
        return release with { Artifacts = artifacts.ToImmutable() };
    }

    private static bool IsLayout(string source) => SourceScheme.Of(source) is null && Directory.Exists(source) && ReadableLayout(source);

    private static bool ReadableLayout(string folder)
    {
        try
        {
            return ReleaseLayout.Fits(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AssayException.NotRead($"the folder '{folder}' cannot be listed: {e.Message}");
        }
    }

    private static (string? Publisher, string Name) Layout(SourceRequest request, ArtifactList artifacts)
    {
        var root = RealPath.Of(request.Source) ?? Path.GetFullPath(request.Source);
        var model = LocalReader.Read(Path.Combine(root, ReleaseLayout.Release), request.Limits, root)!;
        RefuseEmpty(request.Source, model);
        artifacts.Add(ModelId, new ArtifactRole(ArtifactKind.Model, ReleaseLayout.Release), Judged(model));
        foreach (var code in Children(Path.Combine(root, ReleaseLayout.Code)))
        {
            if (new FileInfo(code) is { Exists: true, Length: 0 } || LocalReader.Read(code, request.Limits, root) is not { } reading) continue;
            var name = Path.GetFileName(code);
            artifacts.Add("code:" + EntryPath.ShortName(name), new ArtifactRole(ArtifactKind.Code, $"{ReleaseLayout.Code}/{name}"), reading);
        }

        return model.Identity ?? (null, FolderName(request.Source));
    }

    private static IEnumerable<string> Children(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Where(c => !Path.GetFileName(c).StartsWith('.')).Order(StringComparer.Ordinal) : [];

    private static (string? Publisher, string Name) Single(SourceRequest request, ArtifactList artifacts, ContactLog contacts)
    {
        var (reading, location, kind) = Open(request.Source, request, contacts);
        RefuseEmpty(request.Source, reading);
        artifacts.Add(kind == ArtifactKind.Model ? ModelId : "dataset", new ArtifactRole(kind, location), Judged(reading));
        foreach (var (id, role, part) in reading.Parts) artifacts.Add(id, role, part);
        return reading.Identity ?? (null, FolderName(request.Source));
    }

    private static void With(WithArgument with, SourceRequest request, ArtifactList artifacts, ContactLog contacts)
    {
        var (reading, location, kind) = Open(with.Place, request, contacts);
        if (kind == ArtifactKind.Model && SourceScheme.Of(with.Place) is not "hf" and not "hf-cache") kind = ArtifactKind.Code;
        var origin = with.Url is null ? null : Address.Of(with.Url);
        var name = EntryPath.ShortName(origin ?? SourceScheme.Rest(with.Place));
        if (SourceScheme.Of(with.Place) is null) location = RelativeTo(request.Source, with.Place) + (location.Length == 0 ? "" : "/" + location);
        var role = kind switch { ArtifactKind.Dataset => "dataset:", ArtifactKind.Model => "parent:", _ => "code:" };
        artifacts.Add(role + name, new ArtifactRole(kind == ArtifactKind.Model ? ArtifactKind.Parent : kind, location, origin), reading);
    }

    private static (Reading Reading, string Location, ArtifactKind Kind) Open(string source, SourceRequest request, ContactLog contacts)
    {
        if (SourceScheme.Of(source) is { } scheme) return SchemeReader.Read(scheme, SourceScheme.Rest(source), request, contacts);
        if (!Path.Exists(source)) throw AssayException.Usage(SourceScheme.Missing(source));
        var reading = LocalReader.Read(source, request.Limits)
            ?? throw AssayException.Usage($"'{source}' is nothing that can be audited; SOURCE can be {LocalReader.Choices}");
        return (reading, reading.Location, ArtifactKind.Model);
    }

    private static void RefuseEmpty(string source, Reading reading)
    {
        if (reading.Snapshot is { Entries.IsEmpty: true, NotRead.IsEmpty: true }) throw AssayException.Usage($"'{source}' is empty: it holds no file; give {LocalReader.Choices}");
    }

    private static Reading Judged(Reading reading) => reading.Snapshot is null || WeightFiles.LooksLikeModel(reading.Snapshot)
        ? reading
        : reading with { Notes = reading.Notes.Add("nothing in it looks like a model: no weight file, no configuration, no card") };

    private static string FolderName(string source)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(SourceScheme.Rest(source)));
        var name = EntryPath.ShortName(full);
        return name is ReleaseLayout.Release && Path.GetDirectoryName(full) is { } parent ? EntryPath.ShortName(parent) : name.Length == 0 ? "release" : name;
    }

    /// <summary>Paths in a report are relative to SOURCE, so that it does not depend on the machine.</summary>
    private static string RelativeTo(string source, string place)
    {
        var root = SourceScheme.Of(source) is null ? Path.GetFullPath(source) : Path.GetFullPath(".");
        return Path.GetRelativePath(root, Path.GetFullPath(SourceScheme.Rest(place))).Replace('\\', '/');
    }
}
