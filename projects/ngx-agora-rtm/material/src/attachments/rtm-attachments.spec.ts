import { TestKey } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { ChatMessage, FileRef } from 'ngx-agora-rtm/chat';
import { RtmAttachmentsHarness, RtmLightboxHarness } from 'ngx-agora-rtm/material/testing';
import { provideRtmTemplates } from '../templates/rtm-templates';
import { RtmAttachmentTemplate } from '../templates/template-directives';
import { provideRtmMediaUrls } from './media-urls';
import { RtmAttachments } from './rtm-attachments';
import { boxOf } from './shown-file';

/** A picture of one pixel that needs no network. */
const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

const picture = (name: string, more: Partial<FileRef> = {}): FileRef => ({
  url: `${PIXEL}#${name}`,
  name,
  type: 'image/gif',
  size: 42,
  ...more,
});

const foreign = (name: string, type: string): FileRef => ({
  url: `https://canary.example/${name}`,
  name,
  type,
  size: 1_500,
});

const message = (files: readonly FileRef[]): ChatMessage => ({
  type: 'message',
  id: '0190a0a0-0000-7000-8000-000000000001',
  from: 'bob',
  own: false,
  at: 0,
  isTimed: true,
  stream: null,
  n: null,
  content: { kind: 'file', text: '', files },
  status: 'sent',
  error: null,
  edited: null,
  deleted: false,
  reactions: [],
  delivery: null,
});

@Component({
  imports: [RtmAttachments],
  template: `<rtm-attachments [message]="message()" />`,
})
class Host {
  readonly message = signal(message([]));
}

@Component({
  imports: [RtmAttachments, RtmAttachmentTemplate],
  providers: [provideRtmTemplates()],
  template: `
    <ng-template rtmAttachmentTemplate let-file
      ><i class="own">{{ file.name }}</i></ng-template
    >
    <rtm-attachments [message]="message" />
  `,
})
class HostWithTemplate {
  readonly message = message([picture('a'), foreign('b.pdf', 'application/pdf')]);
}

describe('RtmAttachments', () => {
  const show = async (...files: FileRef[]) => {
    TestBed.configureTestingModule({
      providers: [provideRtmMediaUrls({ origins: ['https://ours.example'], schemes: ['data:'] })],
    });
    const fixture = TestBed.createComponent(Host);
    fixture.componentInstance.message.set(message(files));
    const loader = TestbedHarnessEnvironment.loader(fixture);
    const harness = await loader.getHarness(RtmAttachmentsHarness);
    const root = TestbedHarnessEnvironment.documentRootLoader(fixture);
    return { fixture, harness, root, host: fixture.nativeElement as HTMLElement };
  };

  it('shows nothing of a message without files', async () => {
    const { host } = await show();
    expect(host.textContent.trim()).toBe('');
  });

  describe('pictures', () => {
    it('are four at most, the last one saying how many there are behind it', async () => {
      const { harness } = await show(
        ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => picture(name)),
      );
      const pictures = await harness.getPictures();
      expect(await Promise.all(pictures.map((one) => one.getText()))).toEqual(['', '', '', '+2']);
      expect(await harness.getGridLabel()).toBe('6 pictures');
    });

    it('say their names, and load when they come near', async () => {
      const { harness, host } = await show(picture('a'));
      expect(await (await harness.getPictures())[0]?.getAlt()).toBe('a');
      const image = host.querySelector('img');
      expect(image?.getAttribute('loading')).toBe('lazy');
      expect(image?.referrerPolicy).toBe('no-referrer');
    });

    it('have their room before they are there', async () => {
      const { harness } = await show(picture('a', { width: 640, height: 320 }));
      expect(await harness.getGridSize()).toEqual({ width: 320, height: 160 });
    });

    it('keep that room when they cannot be loaded, and can be tried again', async () => {
      const { harness } = await show(picture('a', { width: 640, height: 320 }));
      const [one] = await harness.getPictures();
      await one?.fail();
      expect(await one?.getText()).toContain('could not be loaded');
      expect(await harness.getGridSize()).toEqual({ width: 320, height: 160 });
      await one?.click();
      expect(await one?.getSource()).toContain(PIXEL);
    });
  });

  describe('from elsewhere', () => {
    it('request nothing before they are asked for', async () => {
      const { harness, host } = await show(
        foreign('unasked.png', 'image/png'),
        foreign('unasked.mp4', 'video/mp4'),
        foreign('unasked.webm', 'audio/webm'),
        foreign('unasked.pdf', 'application/pdf'),
      );
      const [one] = await harness.getPictures();
      expect(await one?.getSource()).toBeNull();
      expect(await one?.getText()).toContain('canary.example');
      expect(await harness.getFilmAttribute('preload')).toBe('none');
      expect(host.querySelector('audio')?.preload).toBe('none');
      const asked = performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.includes('unasked'));
      expect(asked).toEqual([]);
    });

    it('are loaded once asked for, also where they are shown again', async () => {
      const { harness, fixture } = await show(foreign('once.png', 'image/png'));
      await (await harness.getPictures())[0]?.click();
      const address = 'https://canary.example/once.png';
      expect(await (await harness.getPictures())[0]?.getSource()).toBe(address);
      fixture.componentInstance.message.set(message([]));
      fixture.componentInstance.message.set(message([foreign('once.png', 'image/png')]));
      expect(await (await harness.getPictures())[0]?.getSource()).toBe(address);
    });
  });

  describe('what its address is not one to open', () => {
    for (const url of ['javascript:alert(1)', 'http://evil.example/a', 'blob:https://a/b', 'x']) {
      for (const type of ['image/png', 'video/mp4', 'audio/webm', 'text/html']) {
        it(`is a line without a link: ${type} at ${url}`, async () => {
          const { harness, host } = await show({ ...foreign('a', type), url });
          const [row] = await harness.getFiles();
          expect(await row?.getAbout()).toBe('Its address is not one to open.');
          expect(await row?.getAddress()).toBeNull();
          expect(host.querySelector('a, img, video, audio')).toBeNull();
        });
      }
    }
  });

  it('shows other files as lines that download', async () => {
    const { harness } = await show(foreign('report.pdf', 'application/pdf'));
    const [row] = await harness.getFiles();
    expect(await row?.getName()).toBe('report.pdf');
    expect(await row?.getAbout()).toBe('1.5 kB · From \u2068canary.example\u2069');
    expect(await row?.getLinkAttribute('rel')).toBe('noopener noreferrer');
    expect(await row?.getLinkAttribute('target')).toBe('_blank');
    expect(await row?.getLinkAttribute('download')).toBe('report.pdf');
  });

  it('does not let a name look like another, or be none', async () => {
    const { harness } = await show(
      foreign('photo\u202Egpj.exe', 'application/x-msdownload'),
      foreign(' \u2066\u200F', 'text/plain'),
    );
    const names = await Promise.all((await harness.getFiles()).map((row) => row.getName()));
    expect(names).toEqual(['photo gpj.exe', 'File without a name']);
  });

  it('shows a drawing as a line, as it could hold scripts', async () => {
    const { harness } = await show(foreign('a.svg', 'image/svg+xml'));
    expect((await harness.getPictures()).length).toBe(0);
    expect((await harness.getFiles()).length).toBe(1);
  });

  it('plays films, and makes a line of one that cannot be loaded', async () => {
    const { harness } = await show(foreign('a.mp4', 'video/mp4'));
    expect(await harness.getFilms()).toEqual(['a.mp4']);
    await harness.failFilm();
    expect(await harness.getFilms()).toEqual([]);
    expect(await (await harness.getFiles())[0]?.getAbout()).toContain('could not be loaded');
  });

  it('lets the application draw them', async () => {
    const fixture = TestBed.createComponent(HostWithTemplate);
    await fixture.whenStable();
    const own = (fixture.nativeElement as HTMLElement).querySelectorAll('.own');
    expect(Array.from(own, ({ textContent }) => textContent)).toEqual(['a', 'b.pdf']);
  });

  describe('the lightbox', () => {
    const open = async (...files: FileRef[]) => {
      const shown = await show(...files);
      await (await shown.harness.getPictures())[0]?.click();
      const box = await shown.root.getHarness(RtmLightboxHarness);
      return { ...shown, box };
    };

    it('opens at the picture that was pressed, and has the focus back on it afterwards', async () => {
      const { harness, root } = await show(picture('a'), picture('b'));
      await (await harness.getPictures())[1]?.click();
      const box = await root.getHarness(RtmLightboxHarness);
      expect([await box.getName(), await box.getPlace()]).toEqual(['b', '2 of 2']);
      await box.click('close');
      expect(await root.getHarnessOrNull(RtmLightboxHarness)).toBeNull();
      expect(document.activeElement?.querySelector('img')?.alt).toBe('b');
    });

    it('goes from one to the next by keys, and stays at the ends', async () => {
      const { box } = await open(picture('a'), picture('b'), picture('c'));
      const walk: string[] = [];
      const { LEFT_ARROW, RIGHT_ARROW, HOME, END } = TestKey;
      for (const key of [LEFT_ARROW, RIGHT_ARROW, RIGHT_ARROW, RIGHT_ARROW, HOME, END]) {
        await box.sendKeys(key);
        walk.push(await box.getName());
      }
      expect(walk).toEqual(['a', 'b', 'c', 'c', 'a', 'c']);
      await box.sendKeys(TestKey.ESCAPE);
    });

    it('zooms, and begins anew with each picture', async () => {
      const { box } = await open(picture('a'), picture('b'));
      await box.click('zoom-in');
      await box.sendKeys('+');
      expect(await box.getZoom()).toBe('200 %');
      // It moves the picture now.
      await box.sendKeys(TestKey.RIGHT_ARROW);
      expect(await box.getName()).toBe('a');
      await box.click('next');
      expect([await box.getName(), await box.getZoom()]).toEqual(['b', '100 %']);
      await box.sendKeys('-');
      expect(await box.getZoom()).toBe('100 %');
      await box.sendKeys(TestKey.ESCAPE);
    });

    it('asks for pictures from elsewhere, too, and tries again', async () => {
      const { box } = await open(picture('a'), foreign('lightbox.png', 'image/png'));
      await box.sendKeys(TestKey.RIGHT_ARROW);
      expect(await box.getSource()).toBeNull();
      await box.ask();
      expect(await box.getSource()).toBe('https://canary.example/lightbox.png');
      await box.fail();
      expect(await box.getSource()).toBeNull();
      await box.ask();
      expect(await box.getSource()).toBe('https://canary.example/lightbox.png');
      await box.sendKeys(TestKey.ESCAPE);
    });
  });
});

describe('boxOf', () => {
  const box = (width: number, height: number) => boxOf(picture('a', { width, height }));

  it('fits, keeps the shape, and never scales up', () => {
    expect(box(3_200, 1_600)).toEqual({ width: 320, height: 160 });
    expect(box(100, 80)).toEqual({ width: 100, height: 80 });
  });

  it('stays within bounds whatever a message says', () => {
    for (const [width, height] of [
      [1, 1e9],
      [1e9, 1],
      [1, 1],
      [0.001, 7],
      [Number.MAX_VALUE, Number.MAX_VALUE],
    ] as const) {
      const { width: w, height: h } = box(width, height);
      expect(w).withContext(`${width} x ${height}`).toBeGreaterThanOrEqual(64);
      expect(w).toBeLessThanOrEqual(320);
      expect(h).toBeGreaterThanOrEqual(64);
      expect(h).toBeLessThanOrEqual(320);
    }
  });

  it('has a size for what does not say', () => {
    expect(boxOf(picture('a'))).toEqual({ width: 256, height: 192 });
    expect(box(0, 0)).toEqual({ width: 256, height: 192 });
  });
});
