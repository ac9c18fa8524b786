import { ScrollKeeper } from './scroll-keeper';

describe('ScrollKeeper', () => {
  let list: HTMLElement;
  let rows: HTMLElement;
  let keeper: ScrollKeeper;

  const row = () => {
    const element = document.createElement('div');
    element.style.height = '30px';
    return element;
  };

  beforeEach(() => {
    list = document.createElement('div');
    list.style.cssText = 'position: relative; height: 100px; overflow: auto; overflow-anchor: none';
    rows = document.createElement('div');
    rows.append(...Array.from({ length: 40 }, row));
    list.append(rows);
    document.body.append(list);
    keeper = new ScrollKeeper(list, rows);
    keeper.restore();
  });

  afterEach(() => list.remove());

  const distanceFromEnd = () => list.scrollHeight - list.clientHeight - list.scrollTop;

  it('begins at the end, and stays there when rows are added', () => {
    rows.append(row());
    keeper.restore();
    expect(distanceFromEnd()).toBe(0);
    expect(keeper.isAtEnd).toBe(true);
  });

  for (const [name, change] of [
    ['below', () => rows.append(row())],
    ['above', () => rows.prepend(row(), row())],
    [
      'on both sides',
      () => {
        rows.append(row());
        rows.prepend(row());
      },
    ],
    [
      'above, and sizes change there',
      () => ((rows.children[0] as HTMLElement).style.height = '90px'),
    ],
  ] as const) {
    it(`keeps the reader on their row when rows come in ${name}`, () => {
      list.scrollTop = 615;
      keeper.remember();
      expect(keeper.isAtEnd).toBe(false);
      const seen = rows.children[20] as HTMLElement;
      const offset = seen.offsetTop - list.scrollTop;
      change();
      keeper.restore();
      expect(seen.offsetTop - list.scrollTop).toBe(offset);
    });
  }

  it('keeps the reader in place at the very top too', () => {
    list.scrollTop = 0;
    keeper.remember();
    rows.prepend(row());
    keeper.restore();
    expect(list.scrollTop).toBe(30);
  });

  it('holds on to the next row when the first one is replaced', () => {
    list.scrollTop = 600;
    keeper.remember();
    rows.children[20]?.remove();
    rows.prepend(row(), row(), row());
    keeper.restore();
    expect(list.scrollTop).toBe(660);
  });

  it('takes the reader to the end on request', () => {
    list.scrollTop = 0;
    keeper.remember();
    keeper.goToEnd();
    expect(distanceFromEnd()).toBe(0);
  });
});
