/** What F6 goes to: parts of a pane that have a place for the focus. */
const REGIONS = '[data-rtm-region]';
const FOCUSABLE =
  ':is(textarea, input, button:not(:disabled), a[href], [tabindex]):not([tabindex="-1"], [hidden])';

/** The place for the focus in the next region of a pane, in a circle; `null` where there is no other. */
export function nextRegion(
  pane: HTMLElement,
  from: EventTarget | null,
  step: 1 | -1,
): HTMLElement | null {
  const regions = Array.from(pane.querySelectorAll<HTMLElement>(REGIONS));
  const here = regions.findIndex((region) => from instanceof Node && region.contains(from));
  // From where one is, so that one's own region counts although the focus may be its only place.
  for (let distance = 1; distance < regions.length; distance++) {
    const region = regions.at((here + step * distance) % regions.length);
    const place = region && placeIn(region);
    if (place) return place;
  }
  return null;
}

function placeIn(region: HTMLElement): HTMLElement | null {
  const places = Array.from(region.querySelectorAll<HTMLElement>(FOCUSABLE));
  const visible = places.filter((place) => place.checkVisibility());
  // Where there is something to write in, that is what one goes there for.
  return visible.find(({ localName }) => localName === 'textarea') ?? visible[0] ?? null;
}
