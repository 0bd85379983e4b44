using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Assay.Core;
using Assay.Formats;

namespace Assay.Audit;

/// <summary>Quotes the lines of a record and collects the quotes.</summary>
internal sealed class RecordEvidence(TextDocument document)
{
    private readonly SortedDictionary<string, Evidence> _all = new(StringComparer.Ordinal);

    public TextDocument Document { get; } = document;

    public IReadOnlyDictionary<string, Evidence> All => _all;

    /// <summary>Quotes an entry: its lines from the first to the last node in it.</summary>
    public IReadOnlyList<string> Quote(int firstLine, DataNode entry)
    {
        var first = Math.Clamp(firstLine, 1, Document.LineCount);
        var last = Math.Clamp(LastLine(entry), first, Document.LineCount);
        var quote = string.Join('\n', Enumerable.Range(first, last - first + 1).Select(n => Document.Line(n).ToString())).Trim();
        var evidence = Evidence.Of(RecordReader.Artifact, Document.Path, new LineRange(first, last), quote, Document.Sha256, "record");
        _all[evidence.Id] = evidence;
        return [evidence.Id];
    }

    /// <summary>The release as a record names it.</summary>
    public ReleaseInfo Release(string name, string? publisher, string? revision)
    {
        var size = Encoding.UTF8.GetByteCount(Document.Text).ToString(CultureInfo.InvariantCulture);
        var line = $"{RecordReader.Artifact} {Document.Path} {size} {Document.Sha256 ?? "-"}\n";
        return new ReleaseInfo
        {
            Name = name,
            Publisher = publisher,
            Revision = revision,
            Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line))),
            DigestCovers = Document.Sha256 is null ? DigestCoverage.Partial : DigestCoverage.Full,
            Artifacts = [new ArtifactInfo(RecordReader.Artifact, ArtifactKind.Other, ".", null, ReadState.Full, null)],
        };
    }

    private static int LastLine(DataNode node) => node.Kind switch
    {
        DataKind.Mapping => node.Pairs().Select(p => Math.Max(p.KeyLine, LastLine(p.Value))).DefaultIfEmpty(node.Line).Max(),
        DataKind.Sequence => node.Items().Select(LastLine).DefaultIfEmpty(node.Line).Max(),
        _ => node.Line,
    };
}
