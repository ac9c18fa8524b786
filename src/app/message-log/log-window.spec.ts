import { entryAt, timelineOf } from 'ngx-agora-rtm/chat';
import { PAGE, startOf, TAIL, windowFrom } from './log-window';
import { messageFrom, NOON } from './message-testing.spec';

describe('LogWindow', () => {
  const messages = Array.from({ length: 1000 }, (_, i) =>
    messageFrom({ id: `${i}`, at: NOON + i }),
  );
  const timeline = timelineOf(messages);

  it('shows the last page, more on request, and in the end everything', () => {
    expect(startOf(TAIL, timeline)).toBe(1000 - PAGE);
    expect(startOf(windowFrom(1000 - 2 * PAGE, timeline), timeline)).toBe(1000 - 2 * PAGE);
    expect(startOf(windowFrom(-20, timeline), timeline)).toBe(0);
    expect(startOf(TAIL, timelineOf(messages.slice(0, 3)))).toBe(0);
  });

  it('stays where it is when messages come in above and below', () => {
    const window = windowFrom(900, timeline);
    const older = messageFrom({ id: 'older', at: 0 });
    const newer = messageFrom({ id: 'newer', at: NOON * 2 });
    const more = timelineOf([older, ...messages, newer]);
    expect(entryAt(more, startOf(window, more))?.id).toBe('900');
  });
});
