using System.Globalization;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Sending.Templates;
using Loyalty.Wire.Json;
using Loyalty.Wire.Programs;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using NodaTime.Text;

namespace Loyalty.Functions.Portal.Programs;

/// <summary>Publishes a program as the next version, made from the one that If-Match names. To go back is to publish an old one again.
/// </summary>
public sealed class PutProgram(Gate gate, Publisher publisher, PublishedProgram program, LetterTemplates letters)
{
    private const int MaxReasonLength = 500;
    private const int MaxListed = 50;

    [Function(nameof(PutProgram))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/program")] HttpRequest request,
        CancellationToken cancellationToken) =>
        gate.EnterAsync(request, Scope.Staff, async caller =>
        {
            if (PublishCondition.Of(request) is not { } condition)
            {
                return Problems.Problem(
                    StatusCodes.Status428PreconditionRequired,
                    "Say which version this one was made from: send its ETag, from GET /api/program, as If-Match; for the first one, If-None-Match: *.");
            }

            var errors = new List<JsonError>();
            var from = From(request, errors);
            var reason = Reason(request, errors);
            if (errors.Count > 0)
            {
                return Problems.Invalid([.. errors]);
            }

            if (await Body.ReadAsync(request, ProgramJson.MaxBytes, cancellationToken) is not { } body)
            {
                return Problems.TooLarge($"A program may have {ProgramJson.MaxBytes:N0} bytes.");
            }

            var draft = new Draft(body) { By = caller, Reason = reason, From = from, Follows = condition.AllowsAfter };
            return await publisher.PublishAsync(draft, cancellationToken) switch
            {
                Publication.Published published => Answer(request, published),
                Publication.Unchanged unchanged => Answer(request, unchanged),
                Publication.Outdated { Newest: var newest } => await OutdatedAsync(request, condition, newest, cancellationToken),
                Publication.TooEarly { Today: var today } => Problems.Invalid(
                    "/from", $"Expected today, {LocalDatePattern.Iso.Format(today)}, or a later date: what is over stays as it was judged."),
                Publication.Refused { Errors: var mistakes } => Problems.Invalid(mistakes),
                Publication.Unchangeable { Errors: var mistakes } => Problems.Problem(
                    StatusCodes.Status422UnprocessableEntity,
                    "The document changes what publishing cannot change.",
                    new() { ["errors"] = mistakes }),
                var other => throw new InvalidOperationException($"{other} is no way to end."),
            };
        });

    private static LocalDate? From(HttpRequest request, List<JsonError> errors)
    {
        var text = request.Query["from"].ToString();
        if (text.Length == 0)
        {
            return null;
        }

        if (!LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var from) || from.Year is < 1 or > 9000)
        {
            errors.Add(new("/from", "Expected a date, such as 2026-12-01."));
        }

        return from;
    }

    private static string? Reason(HttpRequest request, List<JsonError> errors)
    {
        var reason = request.Query["reason"].ToString();
        if (reason.Length > MaxReasonLength || reason.Any(char.IsControl))
        {
            errors.Add(new("/reason", $"Expected text of at most {MaxReasonLength} characters in one line."));
        }

        return reason.Length == 0 ? null : reason;
    }

    private IResult Answer(HttpRequest request, Publication.Published published)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.ETag = published.Version.ETag;
        headers.Location = string.Create(CultureInfo.InvariantCulture, $"/api/program?version={published.Version.Version.Number}");
        return JsonAnswer.Of(
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("published", true);
                VersionJson.WriteHead(writer, published.Version);
                VersionJson.WriteChanges(
                    writer,
                    published.Before is { } before ? ProgramChanges.Between(before.Document, published.Version.Document) : []);
                published.Check.WithLetters(letters.Letters).WriteWarnings(writer);
                writer.WriteEndObject();
            },
            StatusCodes.Status201Created);
    }

    private IResult Answer(HttpRequest request, Publication.Unchanged unchanged)
    {
        request.HttpContext.Response.Headers.ETag = unchanged.Newest.ETag;
        return JsonAnswer.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("published", false);
            VersionJson.WriteHead(writer, unchanged.Newest);
            VersionJson.WriteChanges(writer, []);
            unchanged.Check.WithLetters(letters.Letters).WriteWarnings(writer);
            writer.WriteString("detail", $"Nothing was published: version {unchanged.Newest.Version.Number} says the same.");
            writer.WriteEndObject();
        });
    }

    /// <summary>With what was published meanwhile, so that whoever was second can put theirs on top of it.</summary>
    private async Task<IResult> OutdatedAsync(
        HttpRequest request, PublishCondition condition, PublishedVersion? newest, CancellationToken cancellationToken)
    {
        if (newest is null)
        {
            return Problems.Problem(
                StatusCodes.Status412PreconditionFailed, "No program is published yet: send If-None-Match: * to publish the first one.");
        }

        request.HttpContext.Response.Headers.ETag = newest.ETag;
        var last = newest.Version.Number;
        var known = condition.Named is { } named && named > 0 && named <= last ? await program.FindAsync(named, cancellationToken) : null;
        known = known is not null && condition.Names(known) ? known : null;
        var since = known is null
            ? [newest]
            : await program.ReadAsync(Math.Max(known.Version.Number + 1, last - MaxListed + 1), last, cancellationToken);
        return Problems.Problem(
            StatusCodes.Status412PreconditionFailed,
            "Another version was published meanwhile. Look at what it changed, put your changes on top of it, and send its ETag as If-Match.",
            new()
            {
                ["published"] = since.Reverse().Select(version => new
                {
                    number = version.Version.Number,
                    from = LocalDatePattern.Iso.Format(version.Version.From),
                    publishedAt = InstantPattern.ExtendedIso.Format(version.PublishedAt),
                    by = version.By,
                    reason = version.Reason,
                }),
                ["changes"] = known is null ? [] : ProgramChanges.Between(known.Document, newest.Document).Select(change => new
                {
                    pointer = change.Pointer,
                    detail = change.Detail,
                }),
            });
    }
}
