using NodaTime;

namespace Loyalty.Domain.Programs;

/// <summary>A published program: its number, from 1 in the order of publishing, and the date from which it is in force. The
/// first is in force from the beginning, whatever its date.</summary>
public sealed record ProgramVersion(int Number, LocalDate From, LoyaltyProgram Program);
