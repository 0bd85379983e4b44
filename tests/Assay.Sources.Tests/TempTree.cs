using System.Text;
using Assay.Core;

namespace Assay.Sources.Tests;

/// <summary>A folder of files made for one test.</summary>
internal sealed class TempTree : IDisposable
{
    public TempTree(bool inMemory = false)
    {
        // Making 100,000 files takes half a minute on a slow disk, and a second in memory.
        var parent = inMemory && Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        Root = RealPath.Of(Directory.CreateDirectory(Path.Combine(parent, $"assay-{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}")).FullName)!;
    }

    public string Root { get; }

    private static int s_count;

    public string this[string path] => Path.Combine(Root, path);

    public TempTree File(string path, string text = "text\n") => File(path, Encoding.UTF8.GetBytes(text));

    public TempTree File(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        System.IO.File.WriteAllBytes(this[path], bytes);
        return this;
    }

    public TempTree Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        System.IO.File.CreateSymbolicLink(this[path], target);
        return this;
    }

    public Release Locate(string path = "", params string[] with) => ReleaseLocator.Locate(new SourceRequest { Source = this[path], With = [.. with] });

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

/// <summary>Short views of results.</summary>
internal static class Show
{
    public static string Text(this Snapshot snapshot, string path) =>
        snapshot.ReadText(snapshot.Find(path) ?? throw new KeyNotFoundException(path), Limits.Default)?.Text ?? "(binary)";

    public static string[] Paths(this Snapshot snapshot) => [.. snapshot.Entries.Select(e => e.Path)];

    public static string WhyNot(this Snapshot snapshot, string what) =>
        string.Join('|', snapshot.NotRead.Where(n => n.What == what).Select(n => n.Why));

    public static string Refusal(Action action) => Assert.Throws<AssayException>(action).Message;
}
