import { filesOf } from './files-of';

const file = new File(['x'], 'a.png', { type: 'image/png' });

/** What a browser hands in, as far as it is looked at. */
const transfer = (types: string[], items: Partial<DataTransferItem>[]): DataTransfer =>
  ({ types, items, files: [] }) as unknown as DataTransfer;

const fileItem = (isDirectory: boolean): Partial<DataTransferItem> => ({
  kind: 'file',
  getAsFile: () => file,
  webkitGetAsEntry: () => ({ isDirectory }) as FileSystemEntry,
});

describe('filesOf', () => {
  it('finds the files of a drop, and skips folders', () => {
    const dropped = transfer(['Files'], [fileItem(true), fileItem(false)]);
    expect(filesOf(dropped)).toEqual([file]);
  });

  it('finds a picture that was copied from a page', () => {
    expect(filesOf(transfer(['text/html', 'Files'], [fileItem(false)]))).toEqual([file]);
  });

  it('finds a file that was copied with its name as text', () => {
    expect(filesOf(transfer(['text/plain', 'Files'], [fileItem(false)]))).toEqual([file]);
  });

  it('leaves the text of an office program alone, which has a picture of itself beside it', () => {
    const pasted = transfer(['text/plain', 'text/html', 'Files'], [fileItem(false)]);
    expect(filesOf(pasted)).toEqual([]);
  });

  it('finds none in a text, and none in nothing', () => {
    const text = new DataTransfer();
    text.setData('text/plain', 'Hello');
    expect(filesOf(text)).toEqual([]);
    expect(filesOf(null)).toEqual([]);
  });

  it('reads a real DataTransfer', () => {
    const data = new DataTransfer();
    data.items.add(file);
    expect(filesOf(data).map(({ name }) => name)).toEqual(['a.png']);
  });
});
