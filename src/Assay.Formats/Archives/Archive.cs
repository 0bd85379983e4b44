using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Formats;

/// <summary>One file in an archive.</summary>
/// <param name="Path">Path with forward slashes; never absolute, never with <c>..</c>.</param>
/// <param name="Size">Size in bytes once unpacked.</param>
public record ArchiveMember(string Path, long Size);

/// <summary>An archive read in place: nothing is ever unpacked to disk.</summary>
public interface IArchive
{
    /// <summary>The files that can be read, in the order of the archive; paths are unique.</summary>
    ImmutableArray<ArchiveMember> Members { get; }

    /// <summary>What could not be read or was refused, and why.</summary>
    ImmutableArray<NotLooked> NotRead { get; }

    /// <summary>Opens a member.</summary>
    /// <exception cref="BlobReadException">The member is damaged, or unpacks to more than the limits allow.</exception>
    IBlob Open(ArchiveMember member);
}
