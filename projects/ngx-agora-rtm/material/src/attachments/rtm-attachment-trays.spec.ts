import { TestBed } from '@angular/core/testing';
import { ScriptedUploader } from 'ngx-agora-rtm/material/testing';
import { RtmIntl } from '../intl/rtm-intl';
import { englishWords } from '../intl/rtm-words';
import { RtmAttachmentTrays } from './rtm-attachment-trays';
import { provideRtmUploader, RTM_UPLOADER } from './rtm-uploader';

const file = (name: string) => new File(['x'], name);

describe('RtmAttachmentTrays', () => {
  const make = () => {
    TestBed.configureTestingModule({
      providers: [RtmAttachmentTrays, provideRtmUploader(() => new ScriptedUploader())],
    });
    const trays = TestBed.inject(RtmAttachmentTrays);
    return { trays, uploader: TestBed.inject(RTM_UPLOADER) as ScriptedUploader };
  };

  it('has one for each conversation, whatever it is called', () => {
    const { trays } = make();
    const refs = [
      { type: 'peer', id: 'lobby' },
      { type: 'channel', id: 'lobby' },
      { type: 'peer', id: '__proto__' },
    ] as const;
    const all = refs.map((ref) => trays.of(ref));
    expect(new Set(all).size).toBe(3);
    expect(refs.map((ref) => trays.of({ ...ref }))).toEqual(all);
  });

  it('keeps the files of a conversation that the user turns away from', () => {
    const { trays, uploader } = make();
    trays.of({ type: 'peer', id: 'alice' })?.add([file('for alice')]);
    trays.of({ type: 'peer', id: 'bob' })?.add([file('for bob')]);
    const names = (id: string) =>
      trays
        .of({ type: 'peer', id })
        ?.items()
        .map((item) => item.file.name);
    expect([names('alice'), names('bob')]).toEqual([['for alice'], ['for bob']]);
    expect(uploader.running).toEqual(['for alice', 'for bob']);
  });

  it('stops what is under way when it goes', () => {
    const { trays, uploader } = make();
    trays.of({ type: 'peer', id: 'alice' })?.add([file('a')]);
    TestBed.resetTestingModule();
    expect(uploader.aborted).toEqual(['a']);
  });

  it('speaks the language of the page', () => {
    const { trays, uploader } = make();
    uploader.maxFiles = 0;
    TestBed.inject(RtmIntl).use(() => {
      const words = englishWords();
      return { ...words, attachments: { ...words.attachments, tooMany: () => 'Zu viele' } };
    });
    const tray = trays.of({ type: 'peer', id: 'alice' });
    tray?.add([file('a')]);
    expect(tray?.items()[0]?.problem).toBe('Zu viele');
  });

  it('has none where nothing can be uploaded', () => {
    TestBed.configureTestingModule({ providers: [RtmAttachmentTrays] });
    expect(TestBed.inject(RtmAttachmentTrays).of({ type: 'peer', id: 'alice' })).toBeNull();
  });
});
