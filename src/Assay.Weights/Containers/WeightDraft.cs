using Assay.Core;
using Assay.Weights.Tables;

namespace Assay.Weights.Containers;

/// <summary>Collects what a reader finds, so that nothing is lost when the file is refused half-way.</summary>
internal sealed class WeightDraft(string name, IBlob blob, WeightLimits limits, OpenSibling? siblings = null)
{
    private readonly List<UnsafeContent> _unsafe = [];
    private readonly HashSet<UnsafeContent> _known = [];
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal) { name };
    private readonly List<string> _notes = [];

    public string Name => name;

    public IBlob Blob => blob;

    public WeightLimits Limits => limits;

    /// <summary>Opens a file beside this one; null where there is none.</summary>
    public IBlob? Sibling(string path) => siblings?.Invoke(path);

    public string Container { get; set; } = "unknown";

    /// <summary>A reason that does not stop the reading; the first one stays.</summary>
    public string? Reason { get; private set; }

    public TensorTable Tensors { get; private set; } = new();

    public SortedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<UnsafeContent> Unsafe => _unsafe;

    public void Refuse(string reason) => Reason ??= reason;

    public void Note(string sentence)
    {
        if (_notes.Count < limits.MaxUnsafe && !_notes.Contains(sentence, StringComparer.Ordinal)) _notes.Add(sentence);
    }

    public void AddUnsafe(string what, string where)
    {
        var content = new UnsafeContent(what, where);
        if (_unsafe.Count < limits.MaxUnsafe && _known.Add(content)) _unsafe.Add(content);
    }

    public void AddFile(string file) => _files.Add(file);

    public void AddMetadata(string key, string value)
    {
        if (Metadata.Count < limits.MaxMetadata) Metadata[key] = Shorten(value);
    }

    public void AddTensor(TensorInfo tensor)
    {
        AddTensor(Tensors, tensor.File.Length == 0 ? tensor with { File = name } : tensor);
    }

    /// <summary>Adds to a table that is not yet the result, within the limits.</summary>
    public void AddTensor(TensorTable table, TensorInfo tensor)
    {
        if (table.Count >= limits.MaxTensors) throw new RefusedException($"more than {limits.MaxTensors} tensors");
        if (table.Names.Bytes + tensor.Name.Length > limits.MaxBufferedBytes) throw new RefusedException($"the tensor names together are longer than the limit of {limits.MaxBufferedBytes} bytes");
        table.Add(tensor);
    }

    /// <summary>Takes a whole table as the tensors of the file.</summary>
    public void Adopt(TensorTable table) => Tensors = table;

    public string Shorten(string value) => value.Length <= limits.MaxMetadataChars ? value : $"{value[..limits.MaxMetadataChars]} [cut: {value.Length} characters]";

    public WeightFileResult ToResult(string? reason) => new()
    {
        Name = name,
        Container = Container,
        Reason = reason ?? Reason,
        Tensors = Tensors,
        Metadata = Metadata,
        Unsafe = _unsafe,
        Notes = _notes,
        Files = [.. _files],
    };
}
