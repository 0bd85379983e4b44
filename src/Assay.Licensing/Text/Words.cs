namespace Assay.Licensing;

/// <summary>Hashes of words that the tokenizer knows.</summary>
internal static class Words
{
    public static readonly uint Www = WordHash.Raw("www");
    public static readonly uint C = WordHash.Raw("c");

    private static readonly uint[] CommentWords = Hash("dnl", "rem", "c", "echo", "comment");
    private static readonly uint[] References = Hash("section", "sections", "paragraph", "paragraphs", "clause", "clauses", "subsection", "subsections", "article", "articles", "item", "subparagraph");

    public static bool IsCommentWord(uint hash) => CommentWords.AsSpan().Contains(hash);

    public static bool IsReference(uint hash) => References.AsSpan().Contains(hash);

    public static uint[] Hash(params ReadOnlySpan<string> words)
    {
        var hashes = new uint[words.Length];
        for (var i = 0; i < words.Length; i++) hashes[i] = WordHash.Of(words[i]);
        return hashes;
    }
}
