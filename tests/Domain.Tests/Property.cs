using FsCheck;
using FsCheck.Fluent;

namespace Loyalty.Domain.Tests;

/// <summary>Runs a property and throws at the first value that breaks it, shrunk, with what it is.</summary>
internal static class Property
{
    // The same values each time, so that a change breaks a build and not chance; another seed looks elsewhere.
    private static readonly ulong Seed =
        ulong.TryParse(Environment.GetEnvironmentVariable("PROPERTY_SEED"), out var seed) ? seed : 20240229;

    // Far from the next seed's values.
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    public static void Holds<T>(int times, Arbitrary<T> any, Action<T> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(times).WithReplay(Seed, Gamma),
            Prop.ForAll(any, property));
}
