import { TestBed } from '@angular/core/testing';
import type { ChatError, ChatMessage, Delivery } from 'ngx-agora-rtm/chat';
import { WORDS } from '../words';
import { deliveryNotice } from './message-delivery';
import { messageFrom, ownMessage } from './message-testing.spec';

describe('deliveryNotice', () => {
  const notice = (
    changes: Partial<ChatMessage>,
    { reached = 'sent', isConnected = true }: { reached?: Delivery['status']; isConnected?: boolean } = {}, // prettier-ignore
  ) => deliveryNotice(ownMessage(changes), reached, 'bob', isConnected, TestBed.inject(WORDS));
  const error = (code: ChatError['code'], message = 'No.'): ChatError => ({
    code,
    message,
    retryable: false,
  });

  it('says nothing of the messages of others', () => {
    const words = TestBed.inject(WORDS);
    expect(deliveryNotice(messageFrom({ id: 'a' }), 'received', 'bob', true, words)).toBeNull();
  });

  for (const [reached, delivery, tone, text] of [
    ['sent', null, 'quiet', 'Sent'],
    ['sent', 'stored', 'note', 'bob is offline: kept in the history'],
    ['sent', 'missed', 'note', 'bob is offline: not delivered so far'],
    ['delivered', 'delivered', 'quiet', 'Delivered'],
    ['delivered', 'missed', 'quiet', 'Delivered'],
    ['read', 'stored', 'quiet', 'Read'],
  ] as const) {
    it(`says that a message is ${reached}, of which the backend said ${delivery ?? 'nothing'}`, () => {
      const found = notice({ delivery }, { reached });
      expect([found?.tone, found?.text]).toEqual([tone, text]);
      expect([found?.canRetry, found?.canDiscard]).toEqual([false, false]);
    });
  }

  it('lets a message that waits for a connection be given up', () => {
    const found = notice({ status: 'queued' }, { isConnected: false });
    expect([found?.text, found?.canDiscard]).toEqual(['Waiting for the connection', true]);
  });

  it('is quiet about moments', () => {
    expect(notice({ status: 'queued' })?.tone).toBe('quiet');
    expect(notice({ status: 'sending' })?.tone).toBe('quiet');
  });

  it('says why a message failed, and offers another attempt', () => {
    const found = notice({ status: 'failed', error: error('refused') });
    expect(found?.text).toBe('Not sent. The service refused it.');
    expect([found?.tone, found?.canRetry, found?.canDiscard]).toEqual(['problem', true, true]);
    expect(notice({ status: 'failed', error: null })?.text).toBe('Not sent.');
    expect(notice({ status: 'failed', error: error('unknown', 'So be it.') })?.text).toBe(
      'Not sent. So be it.',
    );
  });

  it('offers no attempt that cannot succeed', () => {
    const found = notice({ status: 'failed', error: error('message-too-large') });
    expect([found?.canRetry, found?.canDiscard]).toEqual([false, true]);
  });
});
