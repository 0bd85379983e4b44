using Assay.Core;
using Assay.Formats;
using Assay.Licensing;

namespace Assay.Cli.Commands;

/// <summary>Texts of a file, a folder or standard input, in ordinal order of their paths.</summary>
internal static class LicenseInput
{
    /// <summary>A text, or why it was not read.</summary>
    public readonly record struct Item(string Path, TextDocument? Document, string? NotRead);

    /// <summary>Where a text lies.</summary>
    /// <param name="Path">Its path in the result.</param>
    /// <param name="File">Its file; null for standard input.</param>
    public readonly record struct Place(string Path, string? File)
    {
        /// <summary>Reads it.</summary>
        public Item Read() => File is null ? StandardInput() : One(File, Path);
    }

    /// <summary>Finds them.</summary>
    /// <exception cref="AssayException">There is no such file or folder.</exception>
    public static IReadOnlyList<Place> Find(string path)
    {
        if (path == "-") return [new Place(path, null)];
        if (File.Exists(path)) return [new Place(path, path)];
        if (!Directory.Exists(path)) throw AssayException.NotRead($"there is no file or folder '{path}'; give a path that exists, or - for standard input");
        return [.. Below(path)];
    }

    /// <summary>Reads one text.</summary>
    /// <exception cref="AssayException">There is no such file, or it is no text.</exception>
    public static TextDocument Text(string path)
    {
        if (!File.Exists(path)) throw AssayException.NotRead($"there is no file '{path}'; give the path of a text");
        return One(path, path).Document ?? throw AssayException.NotRead($"the file '{path}' is no text; give a text file");
    }

    /// <summary>The files beside a license that are the use policy it names, in ordinal order.</summary>
    /// <param name="license">The license.</param>
    /// <param name="path">Where it lies; nothing is looked up beside standard input.</param>
    public static IEnumerable<TextDocument> PoliciesBeside(TextDocument license, string path)
    {
        if (!File.Exists(path) || Path.GetDirectoryName(Path.GetFullPath(path)) is not { } folder) yield break;
        var (prefix, named) = (path[..^Path.GetFileName(path).Length], NamedPolicy.In(license));
        foreach (var name in Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)).Where(n => n != Path.GetFileName(path) && named(n)).Order(StringComparer.Ordinal))
        {
            if (One(Path.Combine(folder, name), prefix + name).Document is { } policy) yield return policy;
        }
    }

    private static IEnumerable<Place> Below(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        var paths = Directory.EnumerateFiles(folder, "*", options).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal);
        foreach (var relative in paths) yield return new Place(relative, Path.Combine(folder, relative));
    }

    private static Item One(string file, string name)
    {
        try
        {
            using var blob = FileBlob.Open(file);
            var document = DocumentReader.Read(name, blob, Limits.Default, out var why, digest: false);
            return new Item(name, document, document is null ? why : null);
        }
        catch (BlobReadException e)
        {
            return new Item(name, null, e.Message);
        }
    }

    private static Item StandardInput()
    {
        using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        var buffer = new byte[65536];
        for (int read; bytes.Length < Limits.Default.MaxTextBytes && (read = input.Read(buffer)) > 0;) bytes.Write(buffer, 0, read);
        return TextDocument.Decode("-", bytes.GetBuffer().AsSpan(0, (int)bytes.Length), bytes.Length >= Limits.Default.MaxTextBytes, digest: false) is { } document
            ? new Item("-", document, null)
            : new Item("-", null, "binary, no text");
    }
}
