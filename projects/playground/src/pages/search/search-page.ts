import { ChangeDetectionStrategy, Component, computed, signal } from '@angular/core';
import type { SearchHit, TextRange } from 'ngx-agora-rtm/chat';
import { RtmSearch } from 'ngx-agora-rtm/material';
import { names, opened } from '../../world/examples';

const texts = [
  'Can you look at the invoice before Friday?',
  `${'A long story that nobody reads to its end. '.repeat(6)}Here at last is the invoice, ${'and so on '.repeat(40)}`,
  'أرسلت لك the invoice أمس مع كل الملاحظات',
  '<img src=x onerror=alert(1)> invoice',
  'invoice invoice invoice',
];

/** Type "invoice" or "report"; "fail" for a search that does not work, "slow" for one without an end. */
@Component({
  selector: 'play-search-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RtmSearch],
  template: `
    <p>Type "invoice" or "report"; "fail", "slow" or "nothing" for what else there is.</p>
    <rtm-search
      [hits]="hits()"
      [isSearching]="asked() === 'slow'"
      [hasFailed]="asked() === 'fail'"
      [(query)]="query"
      (searched)="asked.set($event)"
      (jumped)="last.set($event.id)"
    />
    <output>{{ last() }}</output>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr) auto;
      block-size: 100%;
      max-inline-size: 28rem;
    }
    p {
      margin: 0.5rem 1rem;
    }
  `,
})
export class SearchPage {
  protected readonly query = signal('invoice');
  protected readonly asked = signal('invoice');
  protected readonly last = signal('');
  protected readonly hits = computed((): readonly SearchHit[] => {
    const word = this.asked().toLowerCase();
    const found = texts.map((text, i): SearchHit => {
      const name = `report-${i}.pdf`;
      return {
        key: i % 2 === 0 ? 'channel:support' : `peer:${names[1]}`,
        id: `hit-${i}`,
        thread: null,
        at: opened - i * 26 * 3_600_000,
        from: names[i] ?? '',
        text,
        ranges: rangesOf(text, word),
        files: i === 1 ? [{ name, ranges: rangesOf(name, word) }] : [],
      };
    });
    return found.filter(
      ({ ranges, files }) => ranges.length > 0 || files.some((file) => file.ranges.length > 0),
    );
  });
}

function rangesOf(text: string, word: string): readonly TextRange[] {
  if (word === '') return [];
  return Array.from(
    text.toLowerCase().matchAll(new RegExp(word.replace(/\W/g, '.'), 'g')),
    (match) => [match.index, match.index + word.length],
  );
}
