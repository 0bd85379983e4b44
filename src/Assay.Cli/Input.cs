using Assay.Core;

namespace Assay.Cli;

/// <summary>A file argument, or standard input for <c>-</c>.</summary>
internal sealed class Input : IDisposable
{
    private const int MostFromStandardInput = 64 << 20;
    private readonly FileBlob? _file;

    private Input(IBlob blob, FileBlob? file) => (Blob, _file) = (blob, file);

    public IBlob Blob { get; }

    public static Input Open(string path)
    {
        if (path != "-")
        {
            if (Directory.Exists(path)) throw AssayException.Usage($"'{path}' is a folder; give a file, or - for standard input");
            if (!File.Exists(path)) throw AssayException.Usage($"there is no file '{path}'; give a file, or - for standard input");
            var file = FileBlob.Open(path);
            return new Input(file, file);
        }

        using var standardInput = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; bytes.Length < MostFromStandardInput && (read = standardInput.Read(buffer)) > 0;) bytes.Write(buffer, 0, read);
        return new Input(new MemoryBlob(bytes.ToArray()), null);
    }

    public void Dispose() => _file?.Dispose();
}
