using Assay.Core;

namespace Assay.Licensing;

/// <summary>
/// What the licensing room looks up, compiled from the knowledge table and read in place: ids and names of licenses, the names that notices use, where the facts of each license stand,
/// the words and rules of the clause grammar. Building all of it at each start would take longer than reading a license.
/// </summary>
public static class LicenseIndex
{
    /// <summary>Its name among what is derived from the table.</summary>
    public const string Name = "licenses";

    /// <summary>Compiles it; the same table gives the same bytes.</summary>
    /// <exception cref="KnowledgeException">A file of the licensing room breaks its format.</exception>
    public static byte[] Compile(DataTable knowledge)
    {
        var writer = new PackedWriter();
        var (entries, exceptions) = CatalogLoader.Read(knowledge);
        CatalogWriter.Write(writer, entries, exceptions);
        var notices = NoticeRules.Load(knowledge);
        notices.Check();
        NoticeNames.Of(notices, entries).Write(writer);
        LicenseFacts.Write(writer, knowledge);
        ClauseGrammarWriter.Write(writer, ClauseGrammarSource.Read(knowledge));
        Vocabulary.Check(knowledge);
        return writer.Build();
    }

    /// <summary>The index of a table: the one it was opened with, else compiled now.</summary>
    internal static PackedTable Of(DataTable knowledge) => new(knowledge.Derived(Name, Compile));
}

/// <summary>The parts of the index.</summary>
internal enum LicensePart
{
    /// <summary>A row for each license in ordinal order of the ids: see <see cref="CatalogWriter"/>.</summary>
    Licenses,

    /// <summary>Texts of aliases and addresses.</summary>
    LicenseTexts,

    /// <summary>From an id, case folded, to its license.</summary>
    LicenseIds,

    /// <summary>From a folded name or address to its license.</summary>
    LicenseNames,

    /// <summary>Id and name of each exception.</summary>
    Exceptions,

    /// <summary>Which words can open a name in a notice: bits.</summary>
    NameFilter,

    /// <summary>From the first word to the names that it opens: hash, first name, number of names.</summary>
    NameSlots,

    /// <summary>Names: first word, number of words, expression or -1, family or -1, whether it can mean nothing but a license.</summary>
    Names,

    /// <summary>Hashes of the words of names.</summary>
    NameWords,

    /// <summary>From an id, case folded, to the row of its facts.</summary>
    FactIds,

    /// <summary>Path of the file of each license with facts.</summary>
    FactFiles,

    /// <summary>For each node of the tree of literals where its edges start; edge n leads to node n + 1.</summary>
    TreeEdges,

    /// <summary>Character of each edge, ascending within a node.</summary>
    TreeChars,

    /// <summary>Literal that ends at each node, or -1.</summary>
    TreeLiterals,

    /// <summary>For each literal another one that ends at the same node, or -1.</summary>
    LiteralTwins,

    /// <summary>For each literal whether its word may go on.</summary>
    LiteralOpen,

    /// <summary>For each literal where the groups that it is in start.</summary>
    LiteralGroupStarts,

    /// <summary>Groups of literals.</summary>
    LiteralGroups,

    /// <summary>For each group of alternatives where its literals start.</summary>
    GroupStarts,

    /// <summary>Literals of groups.</summary>
    GroupLiterals,

    /// <summary>For each group where the patterns that are looked at when it is found start.</summary>
    AnchorStarts,

    /// <summary>Patterns of groups: pattern, and the rule or, for what it needs, its complement.</summary>
    Anchors,

    /// <summary>Places of patterns: group, gap or -1, flags.</summary>
    Steps,

    /// <summary>For each pattern where its places start.</summary>
    PatternStarts,

    /// <summary>Patterns of rules.</summary>
    RulePatterns,

    /// <summary>Rules: see <see cref="ClauseGrammarWriter"/>.</summary>
    Rules,

    /// <summary>Files of rules: name, first rule, number of rules.</summary>
    RuleFiles,

    /// <summary>Number of parts.</summary>
    Count,
}
