import { createSelector } from '@ngrx/store';
import type { RtmTarget } from 'ngx-agora-rtm/client';
import { conversationActions } from './rtm-actions';
import { rtmFeature } from './rtm-feature';
import {
  selectConversationList,
  selectMembers,
  selectMessages,
  selectUnread,
} from './rtm-selectors';
import { INITIAL_STATE } from './rtm-state';

const BOB: RtmTarget = { type: 'peer', id: 'bob' };
const CAROL: RtmTarget = { type: 'peer', id: 'carol' };

describe('rtm selectors', () => {
  const open = [BOB, CAROL].map((target) => conversationActions.opened({ target }));
  const start = open.reduce(rtmFeature.reducer, INITIAL_STATE);

  it('do not run again for a message in another conversation', () => {
    let runs = 0;
    const selectCount = createSelector(selectMessages('peer:bob'), (messages) => {
      runs++;
      return messages.length;
    });
    let rtm = start;
    selectCount({ rtm });
    for (let i = 0; i < 20; i++) {
      rtm = rtmFeature.reducer(rtm, conversationActions.messageSubmitted(CAROL, `${i}`));
      selectCount({ rtm });
    }
    expect(runs).toBe(1);
    rtm = rtmFeature.reducer(rtm, conversationActions.messageSubmitted(BOB, 'hi'));
    expect(selectCount({ rtm })).toBe(1);
    expect(runs).toBe(2);
  });

  it('give the same empty list for what is not open', () => {
    const rtm = start;
    expect(selectMessages('peer:nobody')({ rtm })).toBe(selectMessages('channel:x')({ rtm }));
    expect(selectMembers('channel:x')({ rtm })).toEqual([]);
  });

  it('list the conversation with the latest message first', () => {
    const rtm = rtmFeature.reducer(start, conversationActions.messageSubmitted(BOB, 'hi'));
    const list = selectConversationList({ rtm });
    expect(list.map(({ key }) => key)).toEqual(['peer:bob', 'peer:carol']);
    expect(list.map(({ lastMessage }) => lastMessage?.content)).toEqual(['hi', undefined]);
    expect(selectUnread({ rtm })).toBe(0);
  });
});
