import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { FileDrop } from './file-drop';

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [FileDrop],
  template: `<div #drop="rtmFileDrop" [class.over]="drop.isOver()" (rtmFileDrop)="take($event)">
    <p></p>
  </div>`,
})
class Page {
  readonly names: string[] = [];

  take(files: readonly File[]): void {
    this.names.push(...files.map(({ name }) => name));
  }
}

describe('FileDrop', () => {
  const photo = new File(['x'], 'photo.png', { type: 'image/png' });

  function data(files: readonly File[], texts: Readonly<Record<string, string>> = {}) {
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    for (const [type, text] of Object.entries(texts)) transfer.setData(type, text);
    return transfer;
  }

  function start() {
    const fixture = TestBed.createComponent(Page);
    fixture.detectChanges();
    const host = fixture.nativeElement as HTMLElement;
    const box = host.firstElementChild as HTMLElement;
    const send = async (event: Event) => {
      box.dispatchEvent(event);
      await fixture.whenStable();
      return event.defaultPrevented;
    };
    const drag = (type: string, dataTransfer: DataTransfer, relatedTarget?: EventTarget | null) =>
      send(
        new DragEvent(type, {
          dataTransfer,
          cancelable: true,
          relatedTarget: relatedTarget ?? null,
        }),
      );
    const paste = (clipboardData: DataTransfer) =>
      send(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
    return { names: fixture.componentInstance.names, box, drag, paste };
  }

  it('takes files that are pasted', async () => {
    const { names, paste } = start();
    expect(await paste(data([photo]))).toBe(true);
    expect(names).toEqual(['photo.png']);
  });

  it('takes a file whose name is pasted with it', async () => {
    const { names, paste } = start();
    expect(await paste(data([photo], { 'text/plain': 'photo.png' }))).toBe(true);
    expect(names).toEqual(['photo.png']);
  });

  it('leaves a text to the browser, and one that comes with a picture of itself', async () => {
    const { names, paste } = start();
    expect(await paste(data([], { 'text/plain': 'words' }))).toBe(false);
    const office = data([photo], { 'text/plain': 'words', 'text/html': '<b>words</b>' });
    expect(await paste(office)).toBe(false);
    expect(names).toEqual([]);
  });

  it('shows that files can be dropped, until they are or go elsewhere', async () => {
    const { names, box, drag } = start();
    expect(await drag('dragover', data([photo]))).toBe(true);
    expect(box.classList).toContain('over');
    await drag('dragleave', data([photo]), box.querySelector('p'));
    expect(box.classList).toContain('over');
    await drag('dragleave', data([photo]), null);
    expect(box.classList).not.toContain('over');
    await drag('dragenter', data([photo]));
    expect(await drag('drop', data([photo]))).toBe(true);
    expect(box.classList).not.toContain('over');
    expect(names).toEqual(['photo.png']);
  });

  it('leaves a text that is dropped to the browser', async () => {
    const { names, box, drag } = start();
    expect(await drag('dragover', data([], { 'text/plain': 'words' }))).toBe(false);
    expect(box.classList).not.toContain('over');
    expect(await drag('drop', data([], { 'text/plain': 'words' }))).toBe(false);
    expect(names).toEqual([]);
  });
});
