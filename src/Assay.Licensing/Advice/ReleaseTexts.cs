namespace Assay.Licensing;

/// <summary>What a release at hand shows about its duties; the audit implements it over the files it read.</summary>
public interface IReleaseTexts
{
    /// <summary>Name of the model, as its card and configuration give it; null where it is not known.</summary>
    string? ModelName { get; }

    /// <summary>Whether the text of this license is in the release; null where not everything was read.</summary>
    bool? HasLicenseText(string licenseId);

    /// <summary>Whether these words stand in a file of the release (case and white space do not matter); null where not everything was read.</summary>
    bool? HasWords(string words);
}
