using Loyalty.Functions;
using Loyalty.Functions.Programs;
using Loyalty.Functions.Sending.Templates;
using Loyalty.Templates.Terms;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddLoyalty(builder.Configuration);
await builder.Services.AddAzureAsync(builder.Configuration, CancellationToken.None);
using var host = builder.Build();

// A broken template is found now, and not by the customer who waits for a letter.
host.Services.GetRequiredService<LetterTemplates>();
host.Services.GetRequiredService<TermsTemplates>();

// The program that is deployed beside the functions; without a good one there is nothing to judge a purchase by.
var document = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "config", "program.json"));
var mistakes = await host.Services.GetRequiredService<FileProgram>().TakeAsync("config/program.json", document, CancellationToken.None);
if (!mistakes.IsEmpty)
{
    throw new InvalidOperationException($"config/program.json cannot be published: {string.Join(' ', mistakes)}");
}

await host.RunAsync();
