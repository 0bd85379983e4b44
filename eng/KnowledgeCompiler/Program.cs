using Assay.Core;
using Assay.Formats;

// Compiles knowledge/**/*.yaml into the binary table that Assay.Engine embeds: KnowledgeCompiler FOLDER OUTPUT
var (folder, output) = (args[0], args[1]);
try
{
    var table = KnowledgeFolder.Compile(folder);
    Directory.CreateDirectory(Path.GetDirectoryName(output)!);
    File.WriteAllBytes(output, table);
    return 0;
}
catch (KnowledgeException e)
{
    await Console.Error.WriteLineAsync($"knowledge/{e.File}({e.Line}): error KNOWLEDGE: {e.Message}");
    return 1;
}
