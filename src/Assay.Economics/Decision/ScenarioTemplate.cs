namespace Assay.Economics;

/// <summary>The commented scenario that <c>assay decide --init</c> writes.</summary>
public static class ScenarioTemplate
{
    /// <summary>Its text.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var reader = new StreamReader(typeof(ScenarioTemplate).Assembly.GetManifestResourceStream("scenario-template.yaml")!);
        return reader.ReadToEnd();
    }
}
