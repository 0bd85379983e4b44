using Assay.Core;

namespace Assay.Licensing;

/// <summary>A place where a text names a license.</summary>
/// <param name="Expression">SPDX expression.</param>
/// <param name="Kind">Reference or tag.</param>
/// <param name="Start">First word.</param>
/// <param name="End">Word behind.</param>
/// <param name="Vague">Whether the version was not stated: a family with its default.</param>
/// <param name="Granted">Whether the words around it grant the license, rather than mention it.</param>
internal sealed record Notice(string Expression, LicenseMatchKind Kind, int Start, int End, bool Vague, bool Granted)
{
    /// <summary>Family of the rule that found it, or null.</summary>
    public string? Family { get; init; }

    /// <summary>Whether it stands alone on its line, as a title does.</summary>
    public bool Title { get; init; }
}
