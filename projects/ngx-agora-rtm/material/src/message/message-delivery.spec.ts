import type { ChatError, Delivery } from 'ngx-agora-rtm/chat';
import { englishWords } from '../intl/rtm-words';
import { deliveryNotice } from './message-delivery';
import { deliveryAs, messageOf, ownMessage } from './message-examples.spec';

const words = englishWords().message;

describe('deliveryNotice', () => {
  it('says nothing of the messages of others', () => {
    expect(deliveryNotice(messageOf(), deliveryAs('received'), words)).toBeNull();
  });

  it('has a word and an icon for each state', () => {
    const states: Delivery['status'][] = ['queued', 'sending', 'sent', 'delivered', 'read'];
    const notices = states.map((state) => deliveryNotice(ownMessage(), deliveryAs(state), words));
    expect(notices.map((notice) => notice?.text)).toEqual([
      'Waiting to be sent',
      'Sending…',
      'Sent',
      'Delivered',
      'Read',
    ]);
    expect(notices.every((notice) => notice?.tone === 'quiet' && notice.icon !== '')).toBeTrue();
  });

  it('says where a message is that its peer was not there for, until it has reached them', () => {
    const stored = ownMessage({ delivery: 'stored' });
    expect(deliveryNotice(stored, deliveryAs('sent'), words)).toEqual(
      jasmine.objectContaining({ tone: 'notice', text: 'Not online: kept until they are back' }),
    );
    expect(deliveryNotice(stored, deliveryAs('read'), words)?.text).toBe('Read');
    const missed = ownMessage({ delivery: 'missed' });
    expect(deliveryNotice(missed, deliveryAs('sent'), words)?.text).toContain('not delivered');
  });

  it('says why a message was not sent, in its own words where there are none', () => {
    expect(failed('rate-limited')?.text).toBe('Not sent. Too many messages at a time.');
    expect(failed('unknown')?.text).toBe('Not sent. Broken.');
    expect(deliveryNotice(ownMessage({ status: 'failed' }), deliveryAs('failed'), words)).toEqual(
      jasmine.objectContaining({ tone: 'problem', text: 'Not sent.', canRetry: true }),
    );
  });

  it('offers a second attempt only where it can help', () => {
    expect(failed('rate-limited')?.canRetry).toBeTrue();
    expect(failed('message-too-large')?.canRetry).toBeFalse();
    expect(failed('invalid-message')?.canRetry).toBeFalse();
  });
});

function failed(code: ChatError['code']) {
  const error = { code, message: 'Broken.', retryable: false };
  return deliveryNotice(ownMessage({ status: 'failed', error }), deliveryAs('failed'), words);
}
