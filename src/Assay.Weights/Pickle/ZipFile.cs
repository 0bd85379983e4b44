using Assay.Core;
using Assay.Formats;
using Assay.Weights.Containers;
using Assay.Weights.Numpy;

namespace Assay.Weights.Pickle;

/// <summary>Weights in a zip archive: PyTorch, TorchScript, NumPy, or any archive with pickles in it. Every member is looked at, whatever its name.</summary>
internal sealed class ZipFile
{
    private const int ProbeBytes = 1 << 20;
    private const int MaxNested = 4;
    private readonly WeightDraft _draft;
    private readonly ZipDirectory _zip;
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    private readonly string _where;
    private readonly int _depth;

    private ZipFile(WeightDraft draft, ZipDirectory zip, string where, int depth) => (_draft, _zip, _where, _depth) = (draft, zip, where, depth);

    public static void Read(WeightDraft draft)
    {
        draft.Container = "zip";
        Open(draft, draft.Blob, draft.Name, depth: 0).Read();
    }

    private static ZipFile Open(WeightDraft draft, IBlob blob, string where, int depth)
    {
        var limits = Limits.Default with { MaxFiles = draft.Limits.MaxZipEntries, MaxCompressionRatio = draft.Limits.MaxCompressionRatio, MaxBufferedBytes = draft.Limits.MaxBufferedBytes };
        var zip = ZipDirectory.Read(blob, limits);
        foreach (var refused in zip.NotRead) draft.Refuse($"{refused.What} was not read: {refused.Why}");
        return new ZipFile(draft, zip, where, depth);
    }

    private void Read()
    {
        foreach (var entry in _zip.Entries) _draft.AddFile($"{_where}/{entry.Path}");
        var root = _zip.Entries.Select(e => e.Path).FirstOrDefault(IsRoot);
        if (root is not null) Torch(root[..^"data.pkl".Length]);
        else if (_zip.Entries.Any(e => e.Path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))) _draft.Container = "npz";
        foreach (var entry in _zip.Entries.Where(e => !_done.Contains(e.Path))) Guarded(entry.Path, () => Member(entry));
    }

    private static bool IsRoot(string path) => path == "data.pkl" || (path.EndsWith("/data.pkl", StringComparison.Ordinal) && path.Count(c => c == '/') == 1);

    private void Torch(string root)
    {
        var code = _zip.Entries.Count(e => e.Path.StartsWith($"{root}code/", StringComparison.Ordinal) && e.Path.EndsWith(".py", StringComparison.Ordinal));
        _draft.Container = code > 0 ? "torchscript" : "pytorch-zip";
        if (code > 0) _draft.AddUnsafe($"program code inside the weight file (TorchScript, {code} files; it runs when the model is called)", $"{_where}/{root}code/");
        var bigEndian = Text($"{root}byteorder") == "big";
        if (Text($"{root}version") is { } version) _draft.AddMetadata("pytorch.version", version);
        foreach (var (pickle, folder) in (ReadOnlySpan<(string, string)>)[($"{root}data.pkl", $"{root}data/"), ($"{root}constants.pkl", $"{root}constants/")])
        {
            if (_zip.Find(pickle) is { } entry) Guarded(pickle, () => new PickleTensors(_draft, s => Storage(folder, s), bigEndian).Collect(Follow(entry, torchScript: code > 0)));
        }

        foreach (var entry in _zip.Entries.Where(e => code > 0 && e.Path.EndsWith("pkl", StringComparison.Ordinal) && !_done.Contains(e.Path))) Guarded(entry.Path, () => Follow(entry, torchScript: true));
    }

    private object? Follow(ZipEntry entry, bool torchScript)
    {
        _done.Add(entry.Path);
        var blob = _zip.Open(entry);
        CheckSum(entry, blob);
        var input = new BlobCursor(blob);
        var value = PickleFile.ReadEmbedded(_draft, input, $"{_where}/{entry.Path}", torchScript);
        if (input.Remaining > 0) _draft.Refuse($"{input.Remaining} bytes follow the pickle {Names.Quote(entry.Path)}");
        return value;
    }

    private (IBlob Blob, long Offset, long Length, string File)? Storage(string folder, PyStorage storage)
    {
        if (_zip.Find(folder + storage.Key) is not { } entry) return null;
        _done.Add(entry.Path);
        var declared = (Int128)storage.Elements * storage.Type.Block().Bytes;
        if (declared > entry.Size) throw new RefusedException($"the storage {Names.Quote(entry.Path)} declares {declared} bytes, the member has {entry.Size}");
        if (!_opened.TryGetValue(entry.Path, out var blob)) _opened[entry.Path] = blob = _zip.Open(entry);
        return (blob, 0, entry.Size, _draft.Name);
    }

    private readonly Dictionary<string, IBlob> _opened = new(StringComparer.Ordinal);

    private void Member(ZipEntry entry)
    {
        var blob = _zip.Open(entry);
        var head = blob.ReadAll(16);
        if (NpyReader.Matches(head))
        {
            CheckSum(entry, blob);
            NpyReader.Read(_draft, blob, entry.Path);
        }
        else if (ZipDirectory.IsZip(head))
        {
            Inside(entry, blob);
        }
        else if (PickleFile.Matches(head) || PickleFile.IsName(entry.Path))
        {
            CheckSum(entry, blob);
            PickleFile.ReadAll(_draft, blob, $"{_where}/{entry.Path}");
        }
        else if (entry.Size is > 1 and <= ProbeBytes)
        {
            PickleFile.Probe(_draft, blob, $"{_where}/{entry.Path}");
        }
    }

    /// <summary>An archive in the archive: its members are looked at as well, a few levels down.</summary>
    private void Inside(ZipEntry entry, IBlob blob)
    {
        if (_depth + 1 >= MaxNested) throw new RefusedException($"archives are nested deeper than {MaxNested}");
        var inner = Open(_draft, blob, $"{_where}/{entry.Path}", _depth + 1);
        foreach (var member in inner._zip.Entries) _draft.AddFile($"{inner._where}/{member.Path}");
        foreach (var member in inner._zip.Entries) inner.Guarded(member.Path, () => inner.Member(member));
    }

    /// <summary>One broken member refuses the file, but the others are still looked at.</summary>
    private void Guarded(string path, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is RefusedException or BlobReadException)
        {
            _draft.Refuse(e.Message.Contains(path, StringComparison.Ordinal) ? e.Message : $"{Names.Plain(path)}: {e.Message}");
        }
    }

    private void CheckSum(ZipEntry entry, IBlob blob)
    {
        if (entry.Size > _draft.Limits.MaxPickleBytes) return;
        if (Crc32Of(blob) != entry.Crc32) _draft.Refuse($"the checksum of {Names.Quote(entry.Path)} is wrong");
    }

    private static uint Crc32Of(IBlob blob)
    {
        var crc = new System.IO.Hashing.Crc32();
        var buffer = new byte[(int)Math.Min(1 << 16, Math.Max(1, blob.Length))];
        for (long at = 0; at < blob.Length; at += buffer.Length)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, blob.Length - at));
            blob.ReadExactlyAt(at, part);
            crc.Append(part);
        }

        return crc.GetCurrentHashAsUInt32();
    }

    private string? Text(string path)
    {
        if (_zip.Find(path) is not { Size: < 256 } entry) return null;
        _done.Add(path);
        return Names.Plain(System.Text.Encoding.UTF8.GetString(_zip.Open(entry).ReadAll(256)).Trim());
    }
}
