using System.Globalization;
using Loyalty.Functions.Programs;
using Loyalty.Wire.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;

namespace Loyalty.Functions.Portal.Programs;

/// <summary>What was published, newest first: by whom, why, from when, and what it changed.</summary>
public sealed class GetProgramVersions(Gate gate, PublishedProgram program, IClock clock)
{
    [Function(nameof(GetProgramVersions))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/program/versions")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async () =>
        {
            var errors = new List<JsonError>();
            var after = After(request, errors);
            var take = PageSize.Of(request, errors);
            if (errors.Count > 0)
            {
                return Problems.Invalid([.. errors]);
            }

            var newest = await program.NewestAsync(cancellationToken);
            var last = Math.Min(after - 1, newest?.Version.Number ?? 0);
            // One more, against which the page's last is told.
            var first = Math.Max(1, last - take);
            IReadOnlyList<PublishedVersion> found = last < 1 ? [] : await program.ReadAsync(first, last, cancellationToken);
            var listed = found.Reverse().Take(take).ToList();
            var versions = newest is null ? null : await program.VersionsAsync(newest.Version.Number, cancellationToken);
            var now = clock.GetCurrentInstant();
            return JsonAnswer.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("versions");
                foreach (var version in listed)
                {
                    VersionJson.Write(writer, version, found.FirstOrDefault(other => other.Version.Number == version.Version.Number - 1), versions!, now);
                }

                writer.WriteEndArray();
                writer.WriteString("next", listed is [.., { Version.Number: > 1 and var number }] ? number.ToString(CultureInfo.InvariantCulture) : null);
                writer.WriteEndObject();
            });
        });

    private static int After(HttpRequest request, List<JsonError> errors)
    {
        var text = request.Query["after"].ToString();
        if (text.Length == 0)
        {
            return int.MaxValue;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after))
        {
            errors.Add(new("/after", "Expected what an answer said to be next."));
        }

        return after;
    }
}
