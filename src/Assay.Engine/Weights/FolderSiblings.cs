using Assay.Core;

namespace Assay.Engine;

/// <summary>Opens files below a folder, never through a link; closes them at the end.</summary>
internal sealed class FolderSiblings(string folder) : IDisposable
{
    private readonly List<FileBlob> _open = [];

    public IBlob? Open(string path)
    {
        var at = folder;
        foreach (var part in path.Split('/'))
        {
            at = Path.Combine(at, part);
            if (part is "" or "." or ".." || Path.IsPathRooted(part) || new FileInfo(at).LinkTarget is not null) return null;
        }

        if (!File.Exists(at)) return null;
        var blob = FileBlob.Open(at);
        _open.Add(blob);
        return blob;
    }

    public void Dispose()
    {
        foreach (var blob in _open) blob.Dispose();
    }
}
