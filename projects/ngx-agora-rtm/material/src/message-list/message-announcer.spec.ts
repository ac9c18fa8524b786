import type { ChatMessage } from 'ngx-agora-rtm/chat';
import { messageOf } from './list-testing.spec';
import { MessageAnnouncer } from './message-announcer';

describe('MessageAnnouncer', () => {
  let said: string[];
  let announcer: MessageAnnouncer;
  const from = (name: string): ChatMessage => messageOf({ id: name, from: name });

  beforeEach(() => {
    jasmine.clock().install();
    said = [];
    announcer = new MessageAnnouncer(
      {
        one: ({ id }) => `one ${id}`,
        many: (n, senders) => `${n} from ${senders.join(' ')}`,
      },
      (text) => said.push(text),
    );
  });

  afterEach(() => jasmine.clock().uninstall());

  it('reads out one message, and takes the text away when it was heard', () => {
    announcer.add([from('ana')]);
    expect(said).toEqual([]);
    jasmine.clock().tick(250);
    expect(said).toEqual(['one ana']);
    jasmine.clock().tick(2_000);
    expect(said).toEqual(['one ana', '']);
  });

  it('sums up what comes together, and what comes before it was heard', () => {
    announcer.add([from('ana'), from('ben')]);
    announcer.add([from('ana')]);
    jasmine.clock().tick(250);
    for (let i = 0; i < 100; i++) announcer.add([from('carol')]);
    jasmine.clock().tick(1_999);
    expect(said).toEqual(['3 from ana ben']);
    jasmine.clock().tick(1);
    expect(said).toEqual(['3 from ana ben', '100 from carol']);
  });

  it('says the same twice so that it is heard twice', () => {
    announcer.add([from('ana')]);
    jasmine.clock().tick(250);
    announcer.add([from('ana')]);
    jasmine.clock().tick(2_000);
    expect(said).toEqual(['one ana', 'one ana\u00a0']);
  });

  it('says nothing for nothing, and nothing more after another conversation was opened', () => {
    announcer.add([]);
    announcer.add([from('ana')]);
    announcer.reset();
    jasmine.clock().tick(10_000);
    expect(said).toEqual(['']);
  });
});
