using Loyalty.Functions;
using Microsoft.AspNetCore.Http.Features;

namespace Loyalty.LocalHost.Hosting;

/// <summary>Says of each request's span which route it took: the web server itself would say the path.</summary>
internal sealed class RequestSpans(RequestDelegate next)
{
    private const string OtherMethod = "_OTHER";

    private static readonly HashSet<string> Methods =
        [HttpMethods.Connect, HttpMethods.Delete, HttpMethods.Get, HttpMethods.Head, HttpMethods.Options, HttpMethods.Patch, HttpMethods.Post, HttpMethods.Put, HttpMethods.Trace];

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
        {
            // A caller can make up any method.
            var method = Methods.Contains(context.Request.Method) ? context.Request.Method : OtherMethod;
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            Telemetry.Serves(span, method, route, context.Response.StatusCode);
        }
    }
}
