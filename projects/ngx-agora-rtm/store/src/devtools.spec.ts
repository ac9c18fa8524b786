import { TestBed } from '@angular/core/testing';
import { provideStoreDevtools } from '@ngrx/store-devtools';
import type { ChatState } from 'ngx-agora-rtm/chat';
import { selectConversation } from './rtm-selectors';
import { StoreWorld } from './store-world.spec';

const LOBBY = { type: 'channel', id: 'lobby' } as const;
const HOOK = '__REDUX_DEVTOOLS_EXTENSION__';

/** What the devtools keep of all that happened. */
interface Lifted {
  readonly stagedActionIds: readonly number[];
  readonly actionsById: Readonly<Record<number, { readonly action: { readonly type: string } }>>;
  readonly computedStates: readonly { readonly state: { readonly rtm: ChatState } }[];
}

/** An action as it was done, and the state after it. */
interface Performed {
  readonly action: { readonly action: { readonly type: string } };
  readonly state: unknown;
}

/** The browser's extension: what is sent to it goes through JSON, as it does on the way to its panel. */
class Extension {
  readonly sent: Performed[] = [];
  lifted: Lifted | null = null;
  #listener: (change: unknown) => void = () => undefined;

  readonly connect = () => ({
    init: () => undefined,
    subscribe: (listener: (change: unknown) => void) => (this.#listener = listener),
    unsubscribe: () => undefined,
    send: (action: unknown, state: unknown) =>
      this.sent.push(inPanel({ action, state }) as Performed),
    error: () => undefined,
  });

  readonly send = (_: null, lifted: Lifted) => (this.lifted = inPanel(lifted));

  start(): void {
    this.#listener({ type: 'START' });
  }

  /** A button of the panel. */
  press(payload: object): void {
    this.#listener({ type: 'DISPATCH', payload });
  }
}

function inPanel<T>(data: T): T {
  return JSON.parse(JSON.stringify(data)) as T;
}

describe('the store with the devtools open', () => {
  let world: StoreWorld;
  let extension: Extension;

  beforeEach(async () => {
    extension = new Extension();
    (globalThis as Record<string, unknown>)[HOOK] = extension;
    world = new StoreWorld();
    await world.begin(provideStoreDevtools({ maxAge: 500 }));
    extension.start();
    await world.open(LOBBY);
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    Reflect.deleteProperty(globalThis, HOOK);
  });

  async function hear(...texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      await world.bob.sendToChannel('lobby', text);
      await world.settle();
    }
  }

  const state = () => world.store.selectSignal(({ rtm }) => rtm)();

  it('shows them each action by its name, and a state that is the same after JSON', async () => {
    await hear('one', 'two');
    const last = extension.sent.at(-1);
    expect(last?.action.action.type).toBe('[RTM Messages] Arrived');
    expect(last?.state).toEqual({ rtm: inPanel(state()) });
    expect(inPanel(state())).toEqual(state());
  });

  it('goes back and forth in time, and on from there', async () => {
    await hear('one');
    const before = state();
    await hear('two');
    const after = state();
    extension.press({ type: 'JUMP_TO_ACTION', actionId: idsOf('[RTM Messages] Arrived').at(-2) });
    expect(world.texts('channel:lobby')).toEqual(['one']);
    expect(state()).toEqual(before);
    extension.press({ type: 'JUMP_TO_ACTION', actionId: idsOf('[RTM Messages] Arrived').at(-1) });
    expect(state()).toEqual(after);
    await hear('three');
    expect(world.texts('channel:lobby')).toEqual(['one', 'two', 'three']);
  });

  it('comes out without an action that is taken out of the past, and with it again', async () => {
    await hear('one', 'two', 'three');
    const [, second] = idsOf('[RTM Messages] Arrived');
    extension.press({ type: 'TOGGLE_ACTION', id: second });
    expect(world.texts('channel:lobby')).toEqual(['one', 'three']);
    extension.press({ type: 'TOGGLE_ACTION', id: second });
    expect(world.texts('channel:lobby')).toEqual(['one', 'two', 'three']);
    await world.chat.conversation(LOBBY).send('four');
    await world.settle();
    expect(world.texts('channel:lobby')).toEqual(['one', 'two', 'three', 'four']);
  });

  it('goes on with a state that was exported before, and knows what it holds by its ids', async () => {
    await hear('one', 'two');
    // Any button makes them send everything.
    extension.press({ type: 'SWEEP' });
    const exported = extension.lifted;
    await hear('three');
    extension.press({ type: 'IMPORT_STATE', nextLiftedState: exported });
    // They wait a second for reducers that are loaded late.
    await new Promise<void>((resolve) => setTimeout(resolve, 1_100));
    await world.settle();
    expect(world.texts('channel:lobby')).toEqual(['one', 'two']);
    await hear('four');
    expect(world.texts('channel:lobby')).toEqual(['one', 'two', 'four']);
    const { timeline, latest } = selectedLobby();
    expect(latest?.content).toEqual(jasmine.objectContaining({ text: 'four' }));
    expect(timeline.length).toBe(3);
  });

  function selectedLobby() {
    const lobby = world.store.selectSignal(selectConversation('channel:lobby'))();
    if (!lobby) throw new Error('The lobby is not open.');
    return lobby;
  }

  /** The actions of a type, by their place in the panel. */
  function idsOf(type: string): readonly number[] {
    extension.press({ type: 'SWEEP' });
    const { stagedActionIds = [], actionsById = {} } = extension.lifted ?? {};
    return stagedActionIds.filter((id) => actionsById[id]?.action.type === type);
  }
});
