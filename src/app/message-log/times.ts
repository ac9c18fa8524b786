const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const DATE = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const LONG_DATE = new Intl.DateTimeFormat(undefined, { dateStyle: 'full' });
const SHORT_MOMENT = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

/** Time of day, as people here write it. */
export function clockOf(at: number): string {
  return CLOCK.format(at);
}

/** Time of day for today, else the date: as much as a list has room for. */
export function timeOf(at: number, now = Date.now()): string {
  return dayOf(at) === dayOf(now) ? CLOCK.format(at) : DATE.format(at);
}

/** Day and time, for what may be of another day. */
export function shortMomentOf(at: number): string {
  return SHORT_MOMENT.format(at);
}

/** All that is known of a moment. */
export function momentOf(at: number): string {
  return MOMENT.format(at);
}

/** Tells days apart, by the local calendar. */
export function dayOf(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

/** A day in words. */
export function dayLabel(
  at: number,
  words: { readonly today: string; readonly yesterday: string },
  now = Date.now(),
): string {
  if (dayOf(at) === dayOf(now)) return words.today;
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  return dayOf(at) === dayOf(yesterday.getTime()) ? words.yesterday : LONG_DATE.format(at);
}
