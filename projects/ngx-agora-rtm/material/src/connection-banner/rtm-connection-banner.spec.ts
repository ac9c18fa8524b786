import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { inputBinding, outputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { ChatConnection, ChatState, Membership } from 'ngx-agora-rtm/chat';
import type { ConnectionReason, ConnectionState } from 'ngx-agora-rtm/client';
import { RtmConnectionBannerHarness } from 'ngx-agora-rtm/material/testing';
import type { ConnectionRetry } from './connection-notice';
import { RtmConnectionBanner } from './rtm-connection-banner';

const WELL: ChatConnection = { state: 'connected', reason: 'login', since: 0, isCurrent: true };

const REASONS: readonly ConnectionReason[] = [
  'initial',
  'login',
  'login-timeout',
  'login-refused',
  'login-cancelled',
  'reconnect',
  'network',
  'replaced',
  'banned',
  'token-invalid',
  'token-expired',
  'app-id-mismatch',
  'server',
  'logout',
];

describe('RtmConnectionBanner', () => {
  const connection = signal(WELL);
  const membership = signal<Membership | null>(null);
  const storage = signal<ChatState['storage']>('durable');
  let asked: ConnectionRetry[];
  let banner: RtmConnectionBannerHarness;
  let host: HTMLElement;

  const become = (state: ConnectionState, reason: ConnectionReason) =>
    connection.set({ state, reason, since: 0, isCurrent: false });

  beforeEach(async () => {
    connection.set(WELL);
    membership.set(null);
    storage.set('durable');
    asked = [];
    const fixture = TestBed.createComponent(RtmConnectionBanner, {
      bindings: [
        inputBinding('connection', connection),
        inputBinding('membership', membership),
        inputBinding('storage', storage),
        outputBinding<ConnectionRetry>('retried', (retry) => asked.push(retry)),
      ],
    });
    host = fixture.nativeElement as HTMLElement;
    banner = await TestbedHarnessEnvironment.harnessForFixture(fixture, RtmConnectionBannerHarness);
  });

  it('says nothing where all is well', async () => {
    membership.set({ state: 'joined', error: null });
    expect(await banner.getText()).toBe('');
    expect(await banner.getButtonText()).toBeNull();
  });

  it('has a live region before it has words, or they would not be heard', async () => {
    const region = host.querySelector('[role=status]');
    become('reconnecting', 'network');
    expect(await banner.getText()).toContain('Connection lost');
    expect(host.querySelector('[role=status]')).toBe(region);
  });

  it('has words for every state and reason but the good one', async () => {
    const states: readonly ConnectionState[] = [
      'disconnected',
      'connecting',
      'reconnecting',
      'suspended',
      'failed',
    ];
    for (const state of states) {
      for (const reason of REASONS) {
        become(state, reason);
        expect(await banner.getText())
          .withContext(`${state}, ${reason}`)
          .not.toBe('');
      }
    }
  });

  it('says what to do, and passes on that the user wants to', async () => {
    become('failed', 'token-expired');
    expect(await banner.getText()).toBe('Your session has expired Sign in again to go on.');
    expect(await banner.getButtonText()).toBe('Sign in');
    await banner.retry();
    expect(asked).toEqual(['connection']);
  });

  it('asks before it ends the session on another device', async () => {
    become('failed', 'replaced');
    expect(await banner.getButtonText()).toBe('Use here');
    await banner.retry();
    expect(asked).toEqual(['takeover']);
  });

  it('offers nothing where trying again is of no use', async () => {
    for (const reason of ['banned', 'app-id-mismatch'] as const) {
      become('failed', reason);
      expect(await banner.getButtonText())
        .withContext(reason)
        .toBeNull();
    }
  });

  it('waits before it says what is mostly over in a moment', async () => {
    become('connecting', 'login');
    expect(await banner.isLate()).toBeTrue();
    connection.set({ ...WELL, isCurrent: false });
    expect(await banner.getText()).toBe('Fetching what you missed…');
    expect(await banner.isLate()).toBeTrue();
    become('reconnecting', 'network');
    expect(await banner.isLate()).toBeFalse();
  });

  it('says when a channel is not joined, and why', async () => {
    membership.set({ state: 'parked', error: null });
    expect(await banner.getText()).toContain('This channel is paused');
    membership.set({ state: 'failed', error: { code: 'storage', message: '', retryable: true } });
    expect(await banner.getText()).toContain('could not be joined');
    await banner.retry();
    expect(asked).toEqual(['membership']);
    membership.set({ state: 'failed', error: { code: 'storage', message: '', retryable: false } });
    expect(await banner.getText()).toContain('You may have no access');
    expect(await banner.getButtonText()).toBeNull();
  });

  it('says the worst first', async () => {
    storage.set('memory');
    expect(await banner.getText()).toContain('Unsent messages are lost');
    membership.set({ state: 'joining', error: null });
    expect(await banner.getText()).toContain('Joining');
    become('failed', 'banned');
    expect(await banner.getText()).toContain('blocked');
  });

  it('keeps the focus when the button goes away', async () => {
    become('suspended', 'network');
    await banner.retry();
    connection.set(WELL);
    expect(await banner.getButtonText()).toBeNull();
    expect(document.activeElement).toBe(host);
  });
});
