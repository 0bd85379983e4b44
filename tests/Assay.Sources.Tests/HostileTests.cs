using System.Text;
using CsCheck;

namespace Assay.Sources.Tests;

/// <summary>Whatever strangers write, readers give a value or the agreed exception.</summary>
public sealed class HostileTests
{
    private static readonly string[] Odd = ["\"x\"", "1", "-1", "1e99", "null", "[]", "{}", "true", "99999999999999999999"];

    private static readonly Gen<string> JsonText = Gen.OneOf(
        Gen.String[0, 80],
        Gen.String[Gen.Char["{}[]\",:0123456789abcdef./ "], 0, 120],
        Gen.Int[0, Odd.Length - 1].Select(i => Odd[i]).Select(v => $$"""{"id":{{v}},"sha":"{{new string('c', 40)}}","gated":{{v}},"siblings":[{{v}},{"rfilename":{{v}},"size":{{v}},"lfs":{{v}},"blobId":{{v}} }]}"""));

    [Fact]
    public void Listings_of_hubs() => JsonText.Sample(text =>
    {
        try
        {
            HubRepository.Parse(Encoding.UTF8.GetBytes(text), HubId.Parse("hf", "octo/fish"), "hub.example");
        }
        catch (HubException e)
        {
            Assert.Contains("hub.example", e.Message, StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Pointers() => Gen.Select(Gen.String[Gen.Char["0123456789abcdefg \n-"], 0, 70], Gen.String[Gen.Char["0123456789-+ x"], 0, 25]).Sample((oid, size) =>
        LfsPointer.TryParse(Encoding.UTF8.GetBytes($"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {size}\n")) is not { } pointer || (pointer.Size >= 0 && pointer.Digest.Length == 71));

    [Fact]
    public void Refs_of_git()
    {
        using var tree = new TempTree(inMemory: true);
        tree.File("HEAD", "ref: refs/heads/main\n").File("refs/heads/x", new string('a', 40));
        Gen.Select(Gen.String[Gen.Char["abcdef0123456789 /\n#^:"], 0, 200], Gen.String[Gen.Char["ref: /headsmain\n0"], 0, 60], Gen.String[Gen.Char["[]remot \"origin\n=url:/@"], 0, 80]).Sample(
            (packed, head, config) =>
            {
                File.WriteAllText(tree["packed-refs"], packed);
                File.WriteAllText(tree["HEAD"], head);
                File.WriteAllText(tree["config"], config);
                return GitRefs.Read(tree.Root).Refs.Contains("x");
            },
            iter: 200,
            threads: 1);
    }

    [Fact]
    public void Arguments_and_addresses() => Gen.String[Gen.Char["a=:/@.h"], 0, 30].Sample(text =>
    {
        Address.Of(text);
        Address.Identity(text);
        SourceScheme.Rest(text);
        return text.Length == 0 || WithArgument.Parse(text).Place.Length <= text.Length;
    });

    [Theory]
    [InlineData("https://github.com/octo/fish", "github.com/octo/fish")]
    [InlineData("https://www.github.com/octo/fish.git/", "github.com/octo/fish")]
    [InlineData("git@github.com:octo/fish.git", "github.com/octo/fish")]
    [InlineData("ssh://git@host:22/octo/fish.git", "host:22/octo/fish")]
    [InlineData("https://token@huggingface.co/octo/fish", "huggingface.co/octo/fish")]
    [InlineData("octo/fish", "octo/fish")]
    public void Addresses_have_one_form_and_carry_no_credentials(string url, string expected) => Assert.Equal(expected, Address.Of(url));
}
