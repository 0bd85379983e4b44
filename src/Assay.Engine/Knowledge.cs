using System.Buffers;
using System.Reflection;
using Assay.Core;
using Assay.Formats;
using Assay.Licensing;

namespace Assay.Engine;

/// <summary>The reviewed facts that Assay rests on: the embedded table, or a folder given with <c>--knowledge</c>.</summary>
public static class Knowledge
{
    /// <summary>The table built into this assembly, read in place.</summary>
    public static DataTable Embedded { get; } = new(Resource("knowledge.bin"), (LicenseIndex.Name, Resource("licenses.bin")));

    /// <summary>The fingerprints of license texts built into this assembly, read in place.</summary>
    public static ReadOnlyMemory<byte> Fingerprints { get; } = Resource("fingerprints.bin");

    /// <summary>Loads a folder instead of the embedded table.</summary>
    /// <exception cref="KnowledgeException">A file is no YAML.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static DataTable Load(string folder) => new(KnowledgeFolder.Compile(folder));

    /// <summary>The bytes of an embedded resource, without copying them.</summary>
    internal static unsafe ReadOnlyMemory<byte> Resource(string name)
    {
        var stream = (UnmanagedMemoryStream)Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return new MappedMemory(stream.PositionPointer, checked((int)stream.Length)).Memory;
    }

    private sealed unsafe class MappedMemory(byte* start, int length) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => new(start, length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
