using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Assay.Core;

namespace Assay.Sources;

/// <summary>Digests of files: <c>sha256:HEX</c> of the bytes, or <c>git:HEX</c> of a git blob.</summary>
internal static class Digests
{
    private const int BufferSize = 1 << 17;
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether a text is lower-case hex of a length.</summary>
    public static bool IsHex(ReadOnlySpan<char> text, int length) => text.Length == length && text.IndexOfAnyExcept(Hex) < 0;

    /// <summary>Reads the digest out of an ETag of the hub (64 hex: SHA-256, 40 hex: git blob); null where it is neither.</summary>
    public static string? FromETag(string? tag)
    {
        if (tag is null) return null;
        var text = tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
        text = text.Trim('"').ToLowerInvariant();
        return IsHex(text, 64) ? "sha256:" + text : IsHex(text, 40) ? "git:" + text : null;
    }

    /// <summary>SHA-256 of a blob, read in pieces.</summary>
    /// <exception cref="BlobReadException">The bytes could not be had.</exception>
    public static string Sha256(IBlob blob)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        return "sha256:" + Feed(hash, blob);
    }

    /// <summary>Whether bytes have a digest.</summary>
    public static bool Matches(ReadOnlySpan<byte> bytes, string digest)
    {
        if (digest.StartsWith("sha256:", StringComparison.Ordinal)) return digest.AsSpan(7).SequenceEqual(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var hex = digest.AsSpan(digest.IndexOf(':', StringComparison.Ordinal) + 1);
        using var hash = IncrementalHash.CreateHash(hex.Length == 64 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes($"blob {bytes.Length}\0"));
        hash.AppendData(bytes);
        return hex.SequenceEqual(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static string Feed(IncrementalHash hash, IBlob blob)
    {
        var buffer = new byte[(int)Math.Min(BufferSize, Math.Max(1, blob.Length))];
        for (long at = 0; at < blob.Length;)
        {
            var wanted = (int)Math.Min(buffer.Length, blob.Length - at);
            blob.ReadExactlyAt(at, buffer.AsSpan(0, wanted));
            hash.AppendData(buffer.AsSpan(0, wanted));
            at += wanted;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
