/** A size in the unit that fits. @param bytes A count of bytes. @param locale BCP 47, as in `pt-BR`. */
export function fileSize(bytes: number, locale: string): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const options = {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  } as const;
  return new Intl.NumberFormat(locale, options).format(bytes / 1000 ** power);
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
