import { Directive, output, signal } from '@angular/core';
import { filesOf } from '../attachments/files-of';

/**
 * Takes files that are dropped or pasted. A file that nobody takes would be opened by the browser instead of the page, and what
 * is being written would be gone: so those, too, are told of that nothing can be done with.
 */
@Directive({
  selector: '[rtmFileDrop]',
  exportAs: 'rtmFileDrop',
  host: {
    '(paste)': 'onPaste($event)',
    '(dragenter)': 'onDragOver($event)',
    '(dragover)': 'onDragOver($event)',
    '(dragleave)': 'onDragLeave($event)',
    '(drop)': 'onDrop($event)',
  },
})
export class FileDrop {
  readonly dropped = output<readonly File[]>({ alias: 'rtmFileDrop' });

  /** Whether files are being held over it. */
  readonly isOver = signal(false);

  protected onPaste(event: ClipboardEvent): void {
    const files = filesOf(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    this.dropped.emit(files);
  }

  protected onDragOver(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.isOver.set(true);
  }

  protected onDragLeave({ currentTarget, relatedTarget }: DragEvent): void {
    // It also leaves whatever is inside.
    const isInside =
      relatedTarget instanceof Node && (currentTarget as Node).contains(relatedTarget);
    if (!isInside) this.isOver.set(false);
  }

  protected onDrop(event: DragEvent): void {
    this.isOver.set(false);
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.dropped.emit(Array.from(event.dataTransfer.files));
  }
}
