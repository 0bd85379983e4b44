using Assay.Core;
using Assay.Reports.Document;

namespace Assay.Reports.Licensing;

/// <summary>One departure of a license text from its base, as a statement.</summary>
internal static class EditStatement
{
    public static Statement Of(MessageCatalog messages, LicenseEdit edit)
    {
        var (kind, nothing) = (messages.Word("edit", WireName.Of(edit.Kind)), messages["license.nothing-there"]);
        var text = edit.Effect is { } effect
            ? messages["license.edit-effect", ("kind", kind), ("section", edit.Section), ("before", edit.Before ?? nothing), ("after", edit.After ?? nothing), ("effect", effect)]
            : messages["license.edit", ("kind", kind), ("section", edit.Section), ("before", edit.Before ?? nothing), ("after", edit.After ?? nothing)];
        return new Statement(text, edit.Effect is null ? Tone.Neutral : Tone.Warn, []);
    }
}
