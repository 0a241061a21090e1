/** A name in the program as words: "minSpend" is "Min spend". */
export function words(name: string): string {
  const spaced = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

export function date(iso: string | null | undefined): string {
  if (!iso) {
    return "";
  }

  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(iso);
  return isDate
    ? new Date(`${iso}T00:00:00Z`).toLocaleDateString(undefined, { dateStyle: "medium", timeZone: "UTC" })
    : new Date(iso).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

export function count(number: number): string {
  return number.toLocaleString();
}
