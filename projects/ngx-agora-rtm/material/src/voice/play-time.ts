/** A length or a place in a recording, as in `1:05`. @param seconds Not negative. @param locale BCP 47, for its digits. */
export function playTime(seconds: number, locale: string): string {
  const whole = Math.floor(Number.isFinite(seconds) ? Math.max(seconds, 0) : 0);
  const digits = (n: number, minimumIntegerDigits: number) =>
    new Intl.NumberFormat(locale, { minimumIntegerDigits, useGrouping: false }).format(n);
  return `${digits(Math.floor(whole / 60), 1)}:${digits(whole % 60, 2)}`;
}
