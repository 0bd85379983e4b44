using System.Text;

namespace Assay.Lineage;

/// <summary>Takes the parts of a sketch as they are made: first all tensors in order, then all sets of units.</summary>
internal interface ISketchSink
{
    /// <summary>Takes the next tensor.</summary>
    void Take(TensorSketch tensor);

    /// <summary>Takes the next set of units.</summary>
    void Take(UnitHashes units);
}

/// <summary>Keeps the parts in memory.</summary>
internal sealed class SketchLists : ISketchSink
{
    public List<TensorSketch> Tensors { get; } = [];

    public List<UnitHashes> Units { get; } = [];

    public void Take(TensorSketch tensor) => Tensors.Add(tensor);

    public void Take(UnitHashes units) => Units.Add(units);
}

/// <summary>Keeps the parts as the bytes they have in the file: in memory while they are few, else in a file that is gone afterwards.</summary>
internal sealed class SketchSpill : ISketchSink, IDisposable
{
    private const long MostInMemory = 16 << 20;

    private Stream _bytes = new MemoryStream();
    private BinaryWriter _writer;
    private long _unitsFrom;

    public SketchSpill() => _writer = new BinaryWriter(_bytes, Encoding.UTF8);

    public int Tensors { get; private set; }

    public int Units { get; private set; }

    /// <summary>Number of elements of all tensors.</summary>
    public long Parameters { get; private set; }

    public void Take(TensorSketch tensor)
    {
        SketchFile.Tensor(_writer, tensor);
        Tensors++;
        Parameters += tensor.Elements;
        if (_bytes is MemoryStream && _bytes.Length > MostInMemory) ToDisk();
        _unitsFrom = _bytes.Position;
    }

    public void Take(UnitHashes units)
    {
        SketchFile.Units(_writer, units);
        Units++;
        if (_bytes is MemoryStream && _bytes.Length > MostInMemory) ToDisk();
    }

    /// <summary>Writes both lists, each behind its length.</summary>
    public void CopyTo(BinaryWriter to)
    {
        _writer.Flush();
        var end = _bytes.Position;
        _bytes.Position = 0;
        to.Write(Tensors);
        Copy(to, _unitsFrom);
        to.Write(Units);
        Copy(to, end - _unitsFrom);
    }

    public void Dispose() => _writer.Dispose();

    private void Copy(BinaryWriter to, long length)
    {
        var buffer = new byte[1 << 16];
        for (int read; length > 0 && (read = _bytes.Read(buffer, 0, (int)Math.Min(length, buffer.Length))) > 0; length -= read) to.Write(buffer, 0, read);
    }

    private void ToDisk()
    {
        _writer.Flush();
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1 << 16, Options = FileOptions.DeleteOnClose });
        _bytes.Position = 0;
        _bytes.CopyTo(file);
        _writer.Dispose();
        _bytes = file;
        _writer = new BinaryWriter(file, Encoding.UTF8);
    }
}
