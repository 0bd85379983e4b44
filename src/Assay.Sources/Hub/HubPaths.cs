namespace Assay.Sources;

/// <summary>Where the hub's clients and Assay keep files on this machine.</summary>
internal static class HubPaths
{
    /// <summary>The cache of the hub's clients: HF_HUB_CACHE, else HF_HOME/hub, else ~/.cache/huggingface/hub.</summary>
    public static string Cache(Func<string, string?> environment) =>
        Set(environment, "HF_HUB_CACHE") ?? Set(environment, "HUGGINGFACE_HUB_CACHE") ?? Path.Combine(Home(environment), "hub");

    /// <summary>HF_HOME, else huggingface in the user's cache folder.</summary>
    public static string Home(Func<string, string?> environment) => Set(environment, "HF_HOME") ?? Path.Combine(UserCache(environment), "huggingface");

    /// <summary>Assay's own cache.</summary>
    public static string Own(Func<string, string?> environment) => Path.Combine(UserCache(environment), "assay");

    /// <summary>The user's token: HF_TOKEN, HUGGING_FACE_HUB_TOKEN, or the file that the hub's clients keep; null where there is none.</summary>
    public static string? Token(Func<string, string?> environment)
    {
        var file = Set(environment, "HF_TOKEN_PATH") ?? Path.Combine(Home(environment), "token");
        var token = Set(environment, "HF_TOKEN") ?? Set(environment, "HUGGING_FACE_HUB_TOKEN") ?? ReadSmall(file);
        return string.IsNullOrWhiteSpace(token) ? null : token.Trim();
    }

    /// <summary>A small text file, or null where it cannot be had.</summary>
    public static string? ReadSmall(string file)
    {
        try
        {
            var info = new FileInfo(file);
            return info.Exists && info.Length is > 0 and < 4096 ? File.ReadAllText(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string UserCache(Func<string, string?> environment) =>
        Set(environment, "XDG_CACHE_HOME") ?? Path.Combine(Set(environment, "HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

    private static string? Set(Func<string, string?> environment, string name) => environment(name) is { Length: > 0 } value ? value : null;
}
