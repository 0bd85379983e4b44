namespace Assay.Licensing;

/// <summary>What a release at hand shows about its duties; the audit implements it over the files it read.</summary>
public interface IReleaseTexts
{
    /// <summary>Names of the model: of its card, of its repository; empty where none is known.</summary>
    IReadOnlyList<string> ModelNames { get; }

    /// <summary>Whether the text of this license is in the release, told by its words; null where not everything was read.</summary>
    bool? HasLicenseText(string licenseId);

    /// <summary>Whether these words stand in a document of the release that is no license text (case, white space and kinds of quotation marks do not matter); null where not everything was read.</summary>
    bool? HasWords(string words);

    /// <summary>Terms of the license texts in the release.</summary>
    IReadOnlyList<LicenseTerms> Offered { get; }
}
