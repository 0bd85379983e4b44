using Assay.Core;

namespace Assay.Sources;

/// <summary>A <c>--with PATH[=URL]</c> argument.</summary>
/// <param name="Place">The path, or a source with a scheme such as <c>hf:</c>.</param>
/// <param name="Url">Address that it is a copy of, or null.</param>
internal readonly record struct WithArgument(string Place, string? Url)
{
    /// <summary>Reads the argument; a path may itself hold an equals sign.</summary>
    public static WithArgument Parse(string text)
    {
        if (text.Length == 0) throw AssayException.Usage("--with is empty; give it a folder, a git repository or a listing");
        if (Path.Exists(text)) return new WithArgument(text, null);
        for (var at = text.IndexOf('=', StringComparison.Ordinal); at >= 0; at = text.IndexOf('=', at + 1))
        {
            if (Path.Exists(text[..at])) return Split(text, at);
        }

        var address = text.IndexOf("=http", StringComparison.Ordinal);
        return address > 0 ? Split(text, address) : new WithArgument(text, null);
    }

    private static WithArgument Split(string text, int at) => new(text[..at], at + 1 == text.Length ? null : text[(at + 1)..]);
}
