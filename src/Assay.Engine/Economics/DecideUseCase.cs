using Assay.Core;
using Assay.Economics;

namespace Assay.Engine;

/// <summary>The use case of <c>assay decide</c>: reads a scenario, audits the releases it names, and decides.</summary>
/// <param name="knowledge">The reviewed facts.</param>
/// <param name="clock">The clock.</param>
/// <param name="version">Version of the program.</param>
public sealed class DecideUseCase(DataTable knowledge, TimeProvider clock, string version)
{
    /// <summary>Decides a scenario file.</summary>
    /// <param name="file">The scenario.</param>
    /// <param name="pricesFile">Prices that replace those of the knowledge, or null.</param>
    /// <param name="calibrationFile">Own benchmark rows, or null.</param>
    /// <exception cref="AssayException">A file cannot be read, or a release cannot be audited.</exception>
    /// <exception cref="KnowledgeException">The scenario is not as it must be.</exception>
    public DecideResult Decide(string file, string? pricesFile = null, string? calibrationFile = null)
    {
        var size = new SizeUseCase(knowledge);
        if (calibrationFile is not null) size.Calibrate(calibrationFile);
        if (pricesFile is not null) size.Refresh(pricesFile);
        var scenario = new ScenarioReader(size.Sizer.Hardware, size.Sizer.Prices).Read(EconomicsFile.Yaml(file, "a scenario; 'assay decide --init' writes one"));
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return new DecisionMaker(size.Sizer, new ReleaseAuditor(knowledge, new AuditUseCase(knowledge, clock, version), size, folder), knowledge).Decide(scenario);
    }
}
