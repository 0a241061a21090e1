using Loyalty.Cli;

using var output = Console.OpenStandardOutput();
return LoyaltyCommand.Run(args, Console.OpenStandardInput, output, Console.Error, forPeople: !Console.IsOutputRedirected);
