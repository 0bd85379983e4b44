using Assay.Core;

namespace Assay.Audit;

/// <summary>What a statement of terms is about.</summary>
public enum TermsSubject
{
    /// <summary>All that lies beside or below it.</summary>
    All,

    /// <summary>The weights.</summary>
    Weights,

    /// <summary>The code.</summary>
    Code,

    /// <summary>The data.</summary>
    Data,

    /// <summary>A model that this one is made of.</summary>
    Base,
}

/// <summary>How terms are stated.</summary>
public enum TermsForm
{
    /// <summary>By a text of the license.</summary>
    Text,

    /// <summary>By a tag in the front matter.</summary>
    Tag,

    /// <summary>In words.</summary>
    Words,

    /// <summary>By a badge.</summary>
    Badge,
}

/// <summary>One place of a release that states terms.</summary>
/// <param name="Id">License id, or null where the license is not known by name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Form">How they are stated.</param>
/// <param name="Subject">What they are about.</param>
/// <param name="File">Where they are stated.</param>
/// <param name="Evidence">Id of evidence.</param>
/// <param name="Read">What the licensing room says.</param>
public sealed record LicenseStatement(string? Id, string Name, TermsForm Form, TermsSubject Subject, AuditFile File, string Evidence, LicenseFile? Read)
{
    /// <summary>The use policy that was read with it, or null.</summary>
    public AuditFile? Policy { get; init; }

    /// <summary>What the words call the model that this one is made of, where they state its license; null elsewhere.</summary>
    public string? Base { get; init; }

    /// <summary>The words that state it, where words do.</summary>
    public string Words { get; init; } = "";

    /// <summary>Whether it is a limit that a card states in its own words, license or no license.</summary>
    public bool IsLimit { get; init; }

    /// <summary>What the card calls a text that no known license matches, or null.</summary>
    public string? CardName { get; init; }

    /// <summary>How it was recognized.</summary>
    public LicenseMatchKind Match { get; init; } = LicenseMatchKind.Tag;

    /// <summary>What a report calls it: the id, or a reference made from its name.</summary>
    public string Expression => Id ?? "LicenseRef-" + (CardName is { } name ? Kebab(name) : Form == TermsForm.Text ? "unidentified-" + (File.Text?.Sha256?[..8] ?? Kebab(File.Name)) : Kebab(Name));

    /// <summary>Folder in which it holds, with a slash at the end; empty for the root.</summary>
    public string Folder => File.Path[..(File.Path.LastIndexOf('/') + 1)];

    private static string Kebab(string name)
    {
        var text = new System.Text.StringBuilder();
        foreach (var c in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '.') text.Append(c);
            else if (text.Length > 0 && text[^1] != '-') text.Append('-');
        }

        var kebab = text.ToString().Trim('-');
        return kebab.Length == 0 ? "unidentified" : kebab[..Math.Min(kebab.Length, 60)];
    }
}
