using System.CommandLine;
using Assay.Cli.Commands;
using Assay.Core;

namespace Assay.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        var terminal = Terminal.Create(args);
        if (args is ["--version"])
        {
            terminal.Result(CliContext.Version + "\n");
            return ExitCodes.Done;
        }

        var context = new CliContext(terminal, TimeProvider.System);
        try
        {
            var parse = RootCommands.Create(context, args).Parse(args);
            if (parse.Errors.Count > 0)
            {
                terminal.Error($"{string.Join(' ', parse.Errors[0].Message.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.')}; see 'assay --help'");
                return ExitCodes.Usage;
            }

            return parse.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            terminal.Error("interrupted");
            return ExitCodes.Interrupted;
        }
        catch (AssayException e)
        {
            terminal.Error(e.Message);
            return e.ExitCode;
        }
        catch (KnowledgeException e)
        {
            terminal.Error(e.Message);
            return ExitCodes.Usage;
        }
        catch (BlobReadException e)
        {
            terminal.Error(e.Message);
            return ExitCodes.SourceNotRead;
        }
        catch (Exception e) when (Environment.GetEnvironmentVariable("ASSAY_DEBUG") is null)
        {
            terminal.Error($"an internal error, please report it: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")} (ASSAY_DEBUG=1 shows where)");
            return ExitCodes.Internal;
        }
    }
}
