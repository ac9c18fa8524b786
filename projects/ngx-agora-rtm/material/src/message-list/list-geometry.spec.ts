import { ListGeometry, type RowRange } from './list-geometry';

/** A list of rows of 50 px in a box of 500 px. */
describe('ListGeometry', () => {
  let geometry: ListGeometry;

  beforeEach(() => {
    geometry = new ListGeometry();
    geometry.resizeViewport(500);
    geometry.heights.estimateAt(50);
    geometry.reset(1_000);
    place();
  });

  /** What a page does: scrolls where it is told to. */
  const place = (isScrolling = false) => {
    const placement = geometry.place(0, isScrolling);
    if (placement.scrollTop !== null) geometry.settled(placement.scrollTop);
    return placement;
  };
  const scroll = (top: number) => {
    geometry.scrolled(top);
    place();
  };
  const END = 1_000 * 50 + 8 - 500;

  it('begins at the end, and stays there when messages come in', () => {
    expect(geometry.distanceFromTop).toBe(END);
    geometry.apply([{ at: 1_000, removed: 0, added: 3 }]);
    expect(place().scrollTop).toBe(END + 150);
    expect(geometry.isAtEnd).toBe(true);
  });

  it('lets go of the end with the first pixel up, and takes hold again near it', () => {
    scroll(END - 1);
    expect(geometry.isAtEnd).toBe(false);
    scroll(END - 100);
    geometry.apply([{ at: 1_000, removed: 0, added: 3 }]);
    expect(place().scrollTop).toBeNull();
    expect(geometry.distanceFromTop).toBe(END - 100);
    scroll(END + 150 - 20);
    expect(geometry.isAtEnd).toBe(true);
  });

  it('is not led astray by a page that bounces at its end, or by what it did itself', () => {
    geometry.scrolled(END + 40);
    geometry.scrolled(END + 10);
    expect(geometry.isAtEnd).toBe(true);
    geometry.apply([{ at: 1_000, removed: 0, added: 3 }]);
    place();
    expect(geometry.scrolled(END + 150)).toBe(false);
    expect(geometry.isAtEnd).toBe(true);
  });

  it('holds the reader when rows come, go and change above', () => {
    scroll(20_010);
    const held = 405;
    const offset = geometry.offsetOf(held);
    geometry.apply([{ at: 0, removed: 0, added: 50 }]);
    expect(geometry.offsetOf(held + 50)).toBe(offset);
    geometry.measure(3, 400);
    expect(geometry.offsetOf(held + 50)).toBe(offset);
    geometry.apply([{ at: 10, removed: 20, added: 0 }]);
    expect(geometry.offsetOf(held + 30)).toBe(offset);
    geometry.resizeHead(70);
    expect(geometry.offsetOf(held + 30)).toBe(offset);
  });

  it('holds what is below the first row, whose beginning goes with the row before it', () => {
    scroll(20_100);
    scroll(20_010);
    const [first, next] = [400, 401].map((row) => geometry.offsetOf(row));
    geometry.measure(400, 20);
    expect(geometry.offsetOf(401)).toBe(next as number);
    expect(geometry.offsetOf(400)).toBe((first as number) + 30);
  });

  it('holds the next row when the one that was held goes, with what comes instead above it', () => {
    scroll(20_010);
    const offset = geometry.offsetOf(401);
    geometry.apply([{ at: 400, removed: 1, added: 5 }]);
    expect(geometry.offsetOf(405)).toBe(offset);
    geometry.apply([{ at: 380, removed: 620, added: 0 }]);
    expect(geometry.visible().end).toBe(384);
  });

  it('holds the first row at the very top, and shows the top of what is gone to', () => {
    scroll(0);
    geometry.measure(0, 90);
    geometry.measured();
    expect(geometry.distanceFromTop).toBe(0);
    geometry.apply([{ at: 0, removed: 0, added: 20 }]);
    expect(geometry.offsetOf(20)).toBe(0);
    geometry.measure(20, 60);
    expect(geometry.offsetOf(21)).toBe(90);
  });

  it('does not touch the scroll position while the reader scrolls, and sets it right when they are done', () => {
    geometry.scrolled(20_010);
    geometry.apply([{ at: 0, removed: 0, added: 50 }]);
    const moving = place(true);
    expect(moving.scrollTop).toBeNull();
    expect(moving.window).toBe(-2_500);
    geometry.scrolled(19_900);
    expect(geometry.distanceFromTop).toBe(19_900 + 2_500);
    const still = place();
    expect([still.scrollTop, still.window]).toEqual([22_400, 0]);
    expect(still.space).toBe(moving.space + 2_500);
  });

  it('sets it right at once near the top, which has to be reached', () => {
    geometry.scrolled(900);
    geometry.apply([{ at: 0, removed: 0, added: 50 }]);
    expect(place(true).scrollTop).toBe(3_400);
  });

  it('jumps at once, even while the reader scrolls', () => {
    geometry.scrolled(20_010);
    geometry.goTo(700, 100);
    expect(place(true).scrollTop).toBe(700 * 50 - 100);
    geometry.goToEnd();
    expect(place(true).scrollTop).toBe(END);
  });

  it('stays within the list', () => {
    geometry.goTo(999, 0);
    expect(place().scrollTop).toBeNull();
    expect(geometry.distanceFromTop).toBe(END);
    geometry.goTo(0, 300);
    expect(place().scrollTop).toBe(0);
  });

  it('draws what is seen and a little more, and leaves it alone for small steps', () => {
    const none: RowRange = { start: 0, end: 0 };
    scroll(20_010);
    const range = geometry.range(none);
    expect(geometry.visible()).toEqual({ start: 400, end: 411 });
    expect(range.start).toBeLessThan(399);
    expect(range.end).toBeGreaterThan(412);
    expect(range.end - range.start).toBeLessThan(30);
    scroll(20_050);
    expect(geometry.range(range)).toBe(range);
    scroll(21_000);
    expect(geometry.range(range)).not.toBe(range);
  });

  it('does not go on drawing what is far too much', () => {
    geometry.reset(1_000);
    expect(geometry.range({ start: 900, end: 1_000 }).start).toBeGreaterThan(970);
  });

  it('learns from the first rows what the others will be like', () => {
    const fresh = new ListGeometry();
    fresh.resizeViewport(500);
    fresh.reset(100);
    for (let i = 90; i < 100; i++) fresh.measure(i, 80);
    fresh.learn({ start: 90, end: 100 });
    expect(fresh.heights.total).toBe(8_000);
    fresh.measure(90, 10);
    fresh.learn({ start: 90, end: 91 });
    expect(fresh.heights.heightOf(0)).toBe(80);
  });

  it('moves no farther than it takes to see a whole row, clear of what lies over the list', () => {
    scroll(20_000);
    geometry.reveal(405);
    expect(geometry.distanceFromTop).toBe(20_000);
    geometry.reveal(400);
    expect(geometry.offsetOf(400)).toBe(40);
    geometry.reveal(409);
    expect(geometry.offsetOf(409) + 50).toBe(440);
    geometry.measure(420, 2_000);
    geometry.reveal(420);
    expect(geometry.offsetOf(420)).toBe(40);
    geometry.reveal(999);
    expect(geometry.isAtEnd).toBe(true);
    geometry.reveal(0);
    expect(geometry.distanceFromTop).toBe(0);
  });

  it('goes a screen, and a row at least', () => {
    expect(geometry.screenFrom(500, 1)).toBe(509);
    expect(geometry.screenFrom(500, -1)).toBe(491);
    geometry.measure(500, 3_000);
    expect(geometry.screenFrom(500, 1)).toBe(501);
  });
});
