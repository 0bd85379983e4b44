using System.Text.Json;
using Assay.Core;
using Assay.Weights.Containers;
using Assay.Weights.Tables;

namespace Assay.Weights;

/// <summary>An index of shards: <c>weight_map</c> says which file holds which tensor.</summary>
internal sealed class ShardIndex
{
    private const long MaxBytes = 128L << 20;
    private readonly TextTable _tensors = new();
    private readonly PagedList<int> _fileOf = new();
    private readonly List<string> _files = [];
    private readonly Dictionary<string, int> _fileNumbers = new(StringComparer.Ordinal);
    private readonly string _path;
    private long? _totalSize;

    private ShardIndex(string path) => _path = path;

    private string Folder => _path[..(_path.LastIndexOf('/') + 1)];

    /// <summary>Name of the set of weights that the index describes.</summary>
    public string Group => _path.Replace(".index.json", "", StringComparison.Ordinal);

    /// <summary>Whether the index maps tensors to a file.</summary>
    public bool Covers(string path) => _fileNumbers.ContainsKey(path);

    public static List<ShardIndex> ReadAll(IEnumerable<WeightSource> sources, WeightLimits limits, SetFindings findings)
    {
        var indices = new List<ShardIndex>();
        foreach (var source in sources.Where(s => s.Path.EndsWith(".index.json", StringComparison.Ordinal)).OrderBy(s => s.Path, StringComparer.Ordinal))
        {
            try
            {
                var index = new ShardIndex(source.Path);
                index.Parse(source.Open().ReadAll(MaxBytes), limits, findings);
                indices.Add(index);
            }
            catch (Exception e) when (e is JsonException or RefusedException or BlobReadException or InvalidOperationException)
            {
                findings.Problems.Add($"the index {source.Path} could not be read: {e.Message.ReplaceLineEndings(" ")}");
            }
        }

        return indices;
    }

    /// <summary>Compares the index with what the files hold.</summary>
    public void Check(List<WeightFileResult> results, SetFindings findings)
    {
        var files = results.Where(r => Covers(r.Name)).ToList();
        foreach (var absent in _files.Where(f => !files.Exists(r => r.Name == f)).Order(StringComparer.Ordinal))
        {
            var problem = $"{_path} names {absent}, which is not here";
            findings.Problems.Add(problem);
            findings.Absent.Add(problem);
        }

        var readable = files.Where(f => f.Accepted).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        Compare(files, readable, findings);
        var bytes = files.SelectMany(f => f.Tensors).Sum(t => t.ByteLength);
        if (_totalSize is { } total && total != bytes && readable.Count == _files.Count) findings.Notes.Add($"{_path} states a total size of {total} bytes, the tensors have {bytes}");
    }

    private void Compare(List<WeightFileResult> files, HashSet<string> readable, SetFindings findings)
    {
        var held = new bool[_tensors.Count];
        var (elsewhere, unknown) = (new NameSamples(), new NameSamples());
        foreach (var file in files)
        {
            foreach (var tensor in file.Tensors)
            {
                if (_tensors.Find(tensor.Name) is var number && number < 0) unknown.Add(tensor.Name);
                else if (_files[_fileOf[number]] == file.Name) held[number] = true;
            }
        }

        for (var i = 0; i < held.Length; i++)
        {
            if (!held[i] && readable.Contains(_files[_fileOf[i]])) elsewhere.Add(_tensors.Text(i));
        }

        Report(findings, "are mapped to a file that does not hold them", elsewhere);
        Report(findings, "are in the files, but not in the index", unknown);
    }

    private void Report(SetFindings findings, string what, NameSamples names)
    {
        if (names.Count > 0) findings.Problems.Add($"{names.Count} tensors of {_path} {what}: {names}");
    }

    private void Parse(byte[] bytes, WeightLimits limits, SetFindings findings)
    {
        var json = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = limits.MaxDepth });
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw new RefusedException("it is no object");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var weightMap = json.ValueTextEquals("weight_map"u8);
            var metadata = json.ValueTextEquals("metadata"u8);
            json.Read();
            if (json.TokenType == JsonTokenType.StartObject && weightMap) Map(ref json, limits, findings);
            else if (json.TokenType == JsonTokenType.StartObject && metadata) TotalSize(ref json);
            else json.Skip();
        }
    }

    private void TotalSize(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = json.ValueTextEquals("total_size"u8);
            json.Read();
            if (wanted && json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var size) && size is >= 0 and < long.MaxValue) _totalSize = (long)size;
            else json.Skip();
        }
    }

    private void Map(ref Utf8JsonReader json, WeightLimits limits, SetFindings findings)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            if (!json.Read() || json.TokenType != JsonTokenType.String) throw new RefusedException($"the tensor {Names.Quote(name)} is not mapped to a file name");
            var file = json.GetString()!;
            if (file.AsSpan().ContainsAny('/', '\\', '\0') || file is "" or "." or "..") throw new RefusedException($"the file name {Names.Quote(file)} leaves the folder");
            if (_tensors.Count >= limits.MaxTensors) throw new RefusedException($"more than {limits.MaxTensors} tensors are mapped");
            if (_tensors.Find(name) >= 0) findings.Problems.Add($"{_path} maps the tensor {Names.Quote(name)} twice");
            else Add(name, Folder + file);
        }
    }

    private void Add(string name, string file)
    {
        if (!_fileNumbers.TryGetValue(file, out var number))
        {
            _fileNumbers.Add(file, number = _files.Count);
            _files.Add(file);
        }

        _tensors.Add(name);
        _fileOf.Add(number);
    }
}
