using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace Loyalty.LocalHost.Hosting;

/// <summary>Maps the functions with an HttpTrigger to their routes.</summary>
internal static class HttpFunctions
{
    public static void MapHttpFunctions(this WebApplication app, IEnumerable<FunctionMethod> functions)
    {
        foreach (var function in functions)
        {
            if (function.Trigger is HttpTriggerAttribute trigger)
            {
                Map(app, function, trigger);
            }
        }
    }

    private static void Map(WebApplication app, FunctionMethod function, HttpTriggerAttribute trigger)
    {
        var pattern = RoutePatternFactory.Parse(trigger.Route ?? function.Name);
        var created = RequestDelegateFactory.Create(
            function.Method,
            context => function.CreateInstance(context.RequestServices),
            new RequestDelegateFactoryOptions
            {
                ServiceProvider = app.Services,
                RouteParameterNames = pattern.Parameters.Select(parameter => parameter.Name),
            });
        var methods = trigger.Methods ?? throw new InvalidOperationException($"The function {function.Name} names no HTTP method.");
        app.MapMethods(pattern.RawText!, methods.Select(method => method.ToUpperInvariant()), created.RequestDelegate)
            .WithDisplayName(function.Name);
    }
}
