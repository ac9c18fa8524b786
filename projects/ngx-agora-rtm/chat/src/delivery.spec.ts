import { deliveryOf } from './delivery';
import { waiting } from './chat-reducer-harness.spec';

describe('deliveryOf', () => {
  const message = waiting('w5', { status: 'sent', stream: 's', n: 5 });
  const numbers = (delivered: number, read: number) => ({
    delivered: { s: delivered },
    read: { s: read },
  });

  it('tells by whom a message was received and read', () => {
    const receipts = {
      'user:ann': numbers(5, 4),
      'user:bob': numbers(0, 7),
      'user:eve': numbers(4, 4),
    } as const;
    expect(deliveryOf({ receipts }, message)).toEqual({
      status: 'read',
      deliveredTo: ['ann', 'bob'],
      readBy: ['bob'],
    });
  });

  it('says delivered where nobody has read it, and where the backend says so of a peer', () => {
    expect(deliveryOf({ receipts: { 'user:ann': numbers(5, 4) } }, message).status).toBe(
      'delivered',
    );
    expect(deliveryOf({ receipts: {} }, { ...message, delivery: 'delivered' }).status).toBe(
      'delivered',
    );
    expect(deliveryOf({ receipts: {} }, message).status).toBe('sent');
  });

  it('says nothing of messages of others, and of those that wait', () => {
    const receipts = { 'user:ann': numbers(9, 9) } as const;
    expect(deliveryOf({ receipts }, { ...message, own: false, status: 'received' })).toEqual({
      status: 'received',
      deliveredTo: [],
      readBy: [],
    });
    expect(deliveryOf({ receipts }, { ...message, status: 'failed' }).status).toBe('failed');
    expect(deliveryOf({ receipts }, { ...message, stream: null, n: null }).status).toBe('sent');
  });
});
