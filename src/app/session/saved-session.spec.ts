import { TestBed } from '@angular/core/testing';
import { provideRtm } from 'ngx-agora-rtm';
import { InMemoryRtm } from 'ngx-agora-rtm/testing';
import { DESK_CONFIG } from '../config/desk-config';
import { FakeStorage, TEST_CONFIG } from '../desk-testing.spec';
import { SavedSession, SESSION_STORAGE } from './saved-session';

describe('SavedSession', () => {
  const key = `desk:${TEST_CONFIG.appId}:user`;

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

  it('gives back who was saved, and nobody once it is cleared', () => {
    const saved = setUp(new FakeStorage());
    expect(saved.read()).toBeNull();
    saved.save('alice');
    expect(saved.read()).toBe('alice');
    saved.clear();
    expect(saved.read()).toBeNull();
  });

  it('keeps App IDs apart', () => {
    const storage = new FakeStorage();
    setUp(storage).save('alice');
    expect(setUp(storage, 'f'.repeat(32)).read()).toBeNull();
  });

  for (const name of ['', 'a/b', '"alice"', '{"userId":"alice"}', 'x'.repeat(65)]) {
    it(`takes nobody for ${JSON.stringify(name.slice(0, 20))}`, () => {
      const storage = new FakeStorage();
      storage.setItem(key, name);
      expect(setUp(storage).read()).toBeNull();
    });
  }

  it('does without a storage', () => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const saved = setUp({ getItem: refuse, setItem: refuse, removeItem: refuse });
    saved.save('alice');
    saved.clear();
    expect(saved.read()).toBeNull();
  });
});
