import { rowAfterKey } from './list-keys';
import { TypeAhead } from './type-ahead';

describe('rowAfterKey', () => {
  it('moves by one, by a page, and to the ends', () => {
    const keys = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'];
    expect(keys.map((key) => rowAfterKey(key, 10, 100))).toEqual([11, 9, 18, 2, 0, 99]);
  });

  it('stays in the list', () => {
    expect(rowAfterKey('ArrowUp', 0, 3)).toBe(0);
    expect(rowAfterKey('ArrowDown', 2, 3)).toBe(2);
    expect(rowAfterKey('PageDown', 1, 3)).toBe(2);
  });

  it('begins at the first row where none has the focus', () => {
    expect(rowAfterKey('ArrowDown', -1, 3)).toBe(0);
  });

  it('leaves other keys alone, and a list without rows', () => {
    expect(rowAfterKey('Enter', 0, 3)).toBeNull();
    expect(rowAfterKey('constructor', 0, 3)).toBeNull();
    expect(rowAfterKey('Home', 0, 0)).toBeNull();
  });
});

describe('TypeAhead', () => {
  const labels = ['Ana', 'Ben', 'Bea', 'béla', 'Carl'];
  let time: number;
  let typeAhead: TypeAhead;
  const press = (key: string, rest: Partial<KeyboardEvent> = {}) =>
    ({
      key,
      timeStamp: time,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      ...rest,
    }) as KeyboardEvent;

  beforeEach(() => {
    time = 10_000;
    typeAhead = new TypeAhead();
  });

  it('goes on to the next row with the letter, and round the end', () => {
    expect(typeAhead.find(press('b'), labels, 0)).toBe(1);
    time += 5_000;
    expect(typeAhead.find(press('b'), labels, 3)).toBe(1);
    time += 100;
    expect(typeAhead.find(press('b'), labels, 1)).toBe(2);
  });

  it('takes letters in quick succession as a word, which the row itself may begin with', () => {
    expect(typeAhead.find(press('b'), labels, 0)).toBe(1);
    time += 100;
    expect(typeAhead.find(press('e'), labels, 1)).toBe(1);
    time += 100;
    expect(typeAhead.find(press('a'), labels, 1)).toBe(2);
  });

  it('begins anew after a pause', () => {
    typeAhead.find(press('b'), labels, 0);
    time += 5_000;
    expect(typeAhead.find(press('c'), labels, 1)).toBe(4);
  });

  it('finds nothing where there is nothing', () => {
    expect(typeAhead.find(press('z'), labels, 0)).toBeNull();
    expect(typeAhead.find(press('z'), [], 0)).toBeNull();
  });

  it('takes letters only, and a space only within a word', () => {
    expect(typeAhead.takes(press('a'))).toBeTrue();
    expect(typeAhead.takes(press('ب'))).toBeTrue();
    expect(typeAhead.takes(press('Enter'))).toBeFalse();
    expect(typeAhead.takes(press('a', { ctrlKey: true }))).toBeFalse();
    expect(typeAhead.takes(press(' '))).toBeFalse();
    typeAhead.find(press('a'), labels, 0);
    expect(typeAhead.takes(press(' '))).toBeTrue();
  });
});
