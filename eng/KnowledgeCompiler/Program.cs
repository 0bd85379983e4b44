using Assay.Core;
using Assay.Formats;
using Assay.Licensing;

// Compiles knowledge/**/*.yaml into the binary table that Assay.Engine embeds, and the index of the licensing room over it: KnowledgeCompiler FOLDER TABLE INDEX
var (folder, table, index) = (args[0], args[1], args[2]);
try
{
    var bytes = KnowledgeFolder.Compile(folder);
    Directory.CreateDirectory(Path.GetDirectoryName(table)!);
    File.WriteAllBytes(table, bytes);
    File.WriteAllBytes(index, LicenseIndex.Compile(new DataTable(bytes)));
    return 0;
}
catch (KnowledgeException e)
{
    await Console.Error.WriteLineAsync($"knowledge/{e.File}({e.Line}): error KNOWLEDGE: {e.Message}");
    return 1;
}
