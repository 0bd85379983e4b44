using System.CommandLine;
using Assay.Core;
using Assay.Licensing;

namespace Assay.Cli.Commands;

/// <summary>The user's own licenses: <c>assay license learn</c> writes a fingerprint, every later run reads it. No text is kept.</summary>
internal static class LearnedLicenses
{
    private const string Extension = ".fingerprint";
    private const int MaxFiles = 1000;

    /// <summary>Creates <c>assay license learn</c>.</summary>
    public static Command Learn(CliContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The text of the license" };
        var id = new Option<string?>("--id") { Description = "Its id; the name of the file where none is given", HelpName = "ID" };
        var command = new Command("learn", "Learn a license of your own from its text, so that copies of it are recognized") { file, id, CommonOptions.Output };
        command.SetAction(parse =>
        {
            var path = parse.GetValue(file)!;
            var name = IdOf(parse.GetValue(id) ?? Path.GetFileNameWithoutExtension(path));
            var fingerprint = FingerprintBuilder.Build([name], LicenseInput.Text(path).Text);
            if (fingerprint.Length < 12) throw AssayException.Usage($"the file '{path}' has only {fingerprint.Length} words; give the whole text of a license");
            var output = parse.GetValue(CommonOptions.Output) ?? Path.Combine(Folder(), name["LicenseRef-".Length..] + Extension);
            if (Path.GetDirectoryName(Path.GetFullPath(output)) is { } folder) Directory.CreateDirectory(folder);
            File.WriteAllBytes(output, FingerprintWriter.Write([fingerprint]));
            context.Terminal.Result($"{name}: {fingerprint.Length} words learned, written to {output}\n");
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The embedded fingerprints, then those that the user has learned, in ordinal order of their files.</summary>
    /// <exception cref="AssayException">A learned file is damaged.</exception>
    public static ReadOnlyMemory<byte>[] Fingerprints()
    {
        var folder = Folder();
        var learned = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal).Take(MaxFiles) : [];
        return [Engine.Knowledge.Fingerprints, .. learned.Select(Read)];
    }

    private static ReadOnlyMemory<byte> Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        try
        {
            _ = new FingerprintIndex(bytes);
            return bytes;
        }
        catch (InvalidDataException)
        {
            throw AssayException.Usage($"the learned license '{file}' is damaged or of another version; remove it, or make it again with 'assay license learn'");
        }
    }

    private static string Folder() => Path.Combine(
        Environment.GetEnvironmentVariable("ASSAY_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "assay"),
        "licenses");

    private static string IdOf(string name)
    {
        if (name.StartsWith("LicenseRef-", StringComparison.Ordinal)) name = name["LicenseRef-".Length..];
        var kebab = string.Join('-', name.Split((char[])[' ', '_', '/', '\\', ':'], StringSplitOptions.RemoveEmptyEntries)).Trim('.', '-');
        return kebab.Length > 0 && kebab.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
            ? "LicenseRef-" + kebab
            : throw AssayException.Usage($"'{name}' is no id for a license; give --id with letters, digits, dots and hyphens");
    }
}
