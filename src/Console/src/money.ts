// Money is an integer in the currency's minor unit; people read and write it in the major one.

export function digitsOf(currency: string): number {
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

export function money(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  return new Intl.NumberFormat(undefined, { style: "currency", currency, minimumFractionDigits: digits }).format(minor / 10 ** digits);
}

/** As one writes it into a field: "300.00". */
export function written(minor: number, currency: string): string {
  const digits = digitsOf(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/** What was written into a field, in minor units; null where it is no such amount. */
export function read(text: string, currency: string): number | null {
  const digits = digitsOf(currency);
  const found = /^(\d+)(?:[.,](\d*))?$/.exec(text.trim());
  const whole = found?.[1];
  const fraction = found?.[2] ?? "";
  if (whole === undefined || fraction.length > digits) {
    return null;
  }

  const minor = Number(whole + fraction.padEnd(digits, "0"));
  return Number.isSafeInteger(minor) ? minor : null;
}
