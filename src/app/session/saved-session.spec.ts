import { TestBed } from '@angular/core/testing';
import { provideRtm } from 'ngx-agora-rtm';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';
import { DESK_CONFIG } from '../config/desk-config';
import { FakeStorage, TEST_CONFIG } from '../desk-testing.spec';
import { SavedSession, SESSION_STORAGE } from './saved-session';

describe('SavedSession', () => {
  const userKey = `desk:${TEST_CONFIG.appId}:user`;
  const targetsKey = `${userKey}:alice:conversations`;

  function setUp(
    storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
    appId = TEST_CONFIG.appId,
  ) {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({
      providers: [
        provideRtm(new InMemoryRtm().client),
        { provide: DESK_CONFIG, useValue: { ...TEST_CONFIG, appId } },
        { provide: SESSION_STORAGE, useValue: storage },
      ],
    });
    return TestBed.inject(SavedSession);
  }

  const state = { userId: 'alice', targets: [{ type: 'channel', id: 'lobby' }] } as const;

  it('gives back what was saved, and nothing once it is cleared', () => {
    const saved = setUp(new FakeStorage());
    expect(saved.read()).toBeNull();
    saved.save(state);
    expect(saved.read()).toEqual(state);
    saved.clear('alice');
    expect(saved.read()).toBeNull();
  });

  it('keeps App IDs apart', () => {
    const storage = new FakeStorage();
    setUp(storage).save(state);
    expect(setUp(storage, 'f'.repeat(32)).read()).toBeNull();
  });

  for (const [name, user, targets, expected] of [
    ['no JSON', '{', '[]', null],
    ['no text', '5', '[]', null],
    ['a name that no backend takes', '"a/b"', '[]', null],
    ['broken conversations', '"alice"', '{', []],
    ['conversations that are no list', '"alice"', '{"length": 3}', []],
    [
      'conversations that cannot be',
      '"alice"',
      '[null, 1, {}, {"type": "peer"}, {"type": "group", "id": "x"}, {"type": "peer", "id": "a/b"}, {"type": "peer", "id": "bob"}]',
      [{ type: 'peer', id: 'bob' }],
    ],
  ] as const) {
    it(`leaves out what makes no sense: ${name}`, () => {
      const storage = new FakeStorage();
      storage.setItem(userKey, user);
      storage.setItem(targetsKey, targets);
      const targetsRead = setUp(storage).read()?.targets;
      expect(targetsRead ? [...targetsRead] : null).toEqual(expected && [...expected]);
    });
  }

  it('does without a storage', () => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const saved = setUp({ getItem: refuse, setItem: refuse, removeItem: refuse });
    saved.save(state);
    saved.clear('alice');
    expect(saved.read()).toBeNull();
  });
});
