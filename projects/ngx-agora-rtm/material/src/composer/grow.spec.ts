import { growToFit } from './grow';

describe('growToFit', () => {
  it('gives a field the height of its text, more and less, up to what its style allows', () => {
    const field = document.createElement('textarea');
    field.style.cssText =
      'box-sizing: content-box; padding: 0; border: 0; font: 16px/20px monospace; max-block-size: 60px';
    document.body.append(field);
    const heightOf = (text: string) => {
      field.value = text;
      growToFit(field);
      return field.getBoundingClientRect().height;
    };
    expect(heightOf('a\nb')).toBe(40);
    expect(heightOf('a')).toBe(20);
    expect(heightOf('a\n'.repeat(10))).toBe(60);
    field.remove();
  });
});
