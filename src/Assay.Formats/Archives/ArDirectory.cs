using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Assay.Core;

namespace Assay.Formats;

/// <summary>An ar archive, as Debian packages are, read in place: GNU and BSD long names.</summary>
public sealed class ArDirectory : IArchive
{
    private const int HeaderLength = 60;
    private readonly IBlob _blob;

    private ArDirectory(IBlob blob, MemberList<TarMember> members, string? damage)
    {
        _blob = blob;
        Members = [.. members.Members];
        NotRead = damage is null ? members.NotRead() : [.. members.NotRead(), new NotLooked("(archive)", damage)];
    }

    /// <inheritdoc/>
    public ImmutableArray<ArchiveMember> Members { get; }

    /// <inheritdoc/>
    public ImmutableArray<NotLooked> NotRead { get; }

    /// <summary>The first bytes of an ar archive.</summary>
    public static ReadOnlySpan<byte> Magic => "!<arch>\n"u8;

    /// <summary>Reads the headers of an archive that begins with <see cref="Magic"/>.</summary>
    /// <exception cref="BlobReadException">The blob itself could not be read.</exception>
    public static ArDirectory Read(IBlob blob, Limits limits)
    {
        var members = new MemberList<TarMember>(limits);
        var damage = Scan(blob, members);
        return new ArDirectory(blob, members, damage);
    }

    /// <inheritdoc/>
    public IBlob Open(ArchiveMember member) => _blob.Slice(((TarMember)member).Offset, member.Size);

    private static string? Scan(IBlob blob, MemberList<TarMember> members)
    {
        var header = new byte[HeaderLength];
        var longNames = "";
        for (long at = Magic.Length; at < blob.Length && !members.IsFull;)
        {
            if (blob.Length - at < HeaderLength) return "it is cut off";
            blob.ReadExactlyAt(at, header);
            if (!header.AsSpan(58).SequenceEqual("`\n"u8)) return "a header is damaged; the rest was not read";
            var name = Encoding.Latin1.GetString(header, 0, 16).TrimEnd(' ');
            if (!long.TryParse(Encoding.Latin1.GetString(header, 48, 10).TrimEnd(' '), NumberStyles.None, CultureInfo.InvariantCulture, out var size)) return "a header states a size that is none; the rest was not read";
            at += HeaderLength;
            if (size > blob.Length - at)
            {
                members.Refuse(name, "it is cut off");
                return "it is cut off";
            }

            if (name is "//") longNames = Encoding.Latin1.GetString(blob.Slice(at, size).ReadAll(1 << 20));
            else if (name is not ("/" or "/SYM64/")) Add(blob, name, longNames, at, size, members);
            at += size + (size & 1);
        }

        return null;
    }

    private static void Add(IBlob blob, string name, string longNames, long at, long size, MemberList<TarMember> members)
    {
        if (name.StartsWith("#1/", StringComparison.Ordinal) && int.TryParse(name.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= Math.Min(size, 4096))
        {
            name = Encoding.UTF8.GetString(blob.Slice(at, length).ReadAll()).TrimEnd('\0');
            (at, size) = (at + length, size - length);
        }
        else if (name.StartsWith('/') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < longNames.Length)
        {
            name = longNames[index..].Split('\n', 2)[0];
        }

        members.Add(new TarMember(name.EndsWith('/') ? name[..^1] : name, size) { Offset = at });
    }
}
