using System.Collections.Immutable;
using Assay.Core;

namespace Assay.Formats;

/// <summary>Collects members: refuses names that lead out of the tree, names that were there before, and too many of them.</summary>
internal sealed class MemberList<T>(Limits limits)
    where T : ArchiveMember
{
    private const int MaxComplaints = 1000;
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<T> _members = [];
    private readonly List<NotLooked> _notRead = [];
    private int _unsaid;

    public IReadOnlyList<T> Members => _members;

    /// <summary>Whether the list is full.</summary>
    public bool IsFull => _members.Count >= limits.MaxFiles;

    /// <summary>Whether a member found no room.</summary>
    public bool IsOverfull { get; private set; }

    /// <summary>Adds a member under its normalized path, or says why not.</summary>
    public bool Add(T member)
    {
        if (MemberPath.Refusal(member.Path) is { } refusal) return Refuse(member.Path, refusal);
        var path = MemberPath.Normalize(member.Path);
        if (path.Length == 0) return Refuse(member.Path, "the name is empty");
        IsOverfull |= IsFull;
        if (IsFull) return false;
        if (!_index.TryAdd(path, _members.Count)) return Refuse(member.Path, "a second member of the same name; the first was read");
        _members.Add(path == member.Path ? member : member with { Path = path });
        return true;
    }

    /// <summary>Says why something was not read; always false.</summary>
    public bool Refuse(string what, string why)
    {
        if (_notRead.Count < MaxComplaints) _notRead.Add(new NotLooked(MemberPath.Shown(what), why));
        else _unsaid++;
        return false;
    }

    public ImmutableArray<NotLooked> NotRead() => _unsaid == 0 ? [.. _notRead] : [.. _notRead, new NotLooked("(archive)", $"{_unsaid} further members were refused")];
}
