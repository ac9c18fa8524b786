import { isForInputMethod, keyMeaning } from './composer-keys';

describe('composer keys', () => {
  const press = (key: string, init: KeyboardEventInit = {}) =>
    new KeyboardEvent('keydown', { key, ...init });

  it('knows the keys of an input method', () => {
    expect(isForInputMethod(press('Enter', { isComposing: true }))).toBe(true);
    expect(isForInputMethod(press('Enter', { keyCode: 229 }))).toBe(true);
    expect(isForInputMethod(press('Enter', { keyCode: 13 }))).toBe(false);
  });

  it('sends with Enter alone, or only together with Ctrl or Cmd', () => {
    const cases = [
      [{}, 'send', null],
      [{ ctrlKey: true }, 'send', 'send'],
      [{ shiftKey: true }, null, null],
      [{ altKey: true }, null, null],
    ] as const;
    for (const [init, byEnter, byCtrl] of cases) {
      expect(keyMeaning(press('Enter', init), 'enter', false)).toBe(byEnter);
      expect(keyMeaning(press('Enter', init), 'ctrl-enter', false)).toBe(byCtrl);
    }
    expect(keyMeaning(press('Enter', { metaKey: true }), 'ctrl-enter', true)).toBe('send');
    expect(keyMeaning(press('Enter', { metaKey: true }), 'ctrl-enter', false)).toBeNull();
  });

  it('formats with Ctrl, on systems of Apple with Cmd, where Ctrl moves the caret', () => {
    expect(keyMeaning(press('b', { ctrlKey: true }), 'enter', false)).toBe('bold');
    expect(keyMeaning(press('B', { metaKey: true }), 'enter', true)).toBe('bold');
    expect(keyMeaning(press('b', { ctrlKey: true }), 'enter', true)).toBeNull();
    expect(keyMeaning(press('e', { metaKey: true }), 'enter', false)).toBeNull();
    expect(keyMeaning(press('i', { ctrlKey: true, shiftKey: true }), 'enter', false)).toBeNull();
    expect(keyMeaning(press('b'), 'enter', false)).toBeNull();
  });
});
