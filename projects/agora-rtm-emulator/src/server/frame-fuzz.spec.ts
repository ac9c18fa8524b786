import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { BareSocket, frame, textFrame } from '../testing/bare-socket.ts';
import { Dice } from '../testing/dice.ts';
import { Exchange } from '../testing/exchange.ts';
import { runEmulator } from '../testing/fixtures.ts';
import { loginRequest, subscription } from '../testing/raw-client.ts';
import { OPERATION_NAMES } from './dispatcher.ts';
import { anySeed } from './faults/seeded-random.ts';

/** Frames of each level; 100,000 in all. */
const RAW_FRAMES = 8_000;
const ENGINE_FRAMES = 22_000;
const EVENT_FRAMES = 70_000;

/** `FUZZ_SEED=<number>` repeats a run. */
const seed = Number(process.env['FUZZ_SEED'] ?? anySeed());

/** What one connection sends: frames of which only the last may be the end of it. */
interface Volley {
  readonly frames: readonly Buffer[];
  /** Whether the client breaks the connection after them. */
  readonly isReset?: boolean;
}

interface Level {
  /** Frames that are sent first, on every connection. */
  readonly greeting: (dice: Dice, connection: number) => readonly string[];
  readonly volley: (dice: Dice) => Volley;
  /** Frames after which a new connection is made, so that the flood limit of one is no end of all. */
  readonly perConnection: number;
}

/**
 * Sends volley after volley until the server has been seen to read `count` frames: a ping follows each
 * volley, and its answer, or the end of the connection, shows that it was read. Of a volley that
 * ended the connection, one frame counts: what followed it was not read.
 */
async function fire(port: number, dice: Dice, level: Level, count: number) {
  const figures = { read: 0, connections: 0, cut: 0 };
  let socket: BareSocket | null = null;
  let onThis = 0;
  while (figures.read < count) {
    if (socket === null || !socket.isOpen || onThis >= level.perConnection) {
      socket?.end();
      socket = await BareSocket.open(port);
      figures.connections += 1;
      onThis = 0;
      // Each is taken in before the next: a frame for a namespace that is not there yet ends the connection.
      for (const text of level.greeting(dice, figures.connections)) {
        socket.write(textFrame(text));
        await socket.settled();
      }
    }
    const { frames, isReset } = level.volley(dice);
    socket.write(Buffer.concat(frames));
    if (isReset === true) {
      await socket.reset();
      figures.read += 1;
    } else if (await socket.settled()) {
      figures.read += frames.length;
      onThis += frames.length;
    } else {
      figures.read += 1;
      figures.cut += 1;
    }
  }
  socket?.end();
  return figures;
}

async function survive(test: TestContext, name: string, level: Level, count: number) {
  const { port } = await runEmulator(test);
  const exchange = await Exchange.start(test);
  const figures = await fire(port, new Dice(seed), level, count);
  const heard = await exchange.verify();
  test.diagnostic(
    `${name}: ${figures.read} frames read over ${figures.connections} connections, ` +
      `${figures.cut} of them cut by the server; ${heard} messages of others, none lost; FUZZ_SEED=${seed}`,
  );
  return figures;
}

/** One to three bytes that no UTF-8 text holds. */
const NOT_UTF8 = [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5], [0xe2, 0x82], [0x80]].map(
  (bytes) => Buffer.from(bytes),
);

const HUGE_LENGTHS = [
  100_001n,
  2n ** 31n,
  2n ** 32n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 63n,
  2n ** 64n - 1n,
];

/** The ways a frame of WebSocket itself can be wrong, or odd. */
const RAW: readonly ((dice: Dice) => Volley)[] = [
  (dice) => ({ frames: [dice.bytes(1 + dice.below(60))], isReset: true }),
  (dice) => ({
    frames: [
      frame({
        flags: dice.below(256),
        opcode: dice.below(16),
        payload: dice.bytes(dice.below(126)),
      }),
    ],
  }),
  (dice) => ({ frames: [frame({ payload: dice.bytes(8), isMasked: false })] }),
  (dice) => ({ frames: [frame({ opcode: 3 + dice.below(5), payload: dice.bytes(3) })] }),
  (dice) => ({ frames: [frame({ opcode: 8 + dice.below(3), payload: dice.bytes(126) })] }),
  (dice) => ({ frames: [frame({ opcode: 9, flags: 0, payload: dice.bytes(3) })] }),
  (dice) => ({
    frames: [frame({ payload: Buffer.concat([Buffer.from('4'), dice.pick(NOT_UTF8)]) })],
  }),
  (dice) => ({ frames: [frame({ opcode: 8, payload: dice.bytes(dice.below(4)) })] }),
  (dice) => ({
    frames: [frame({ payload: dice.bytes(9), claimedLength: dice.pick(HUGE_LENGTHS) })],
    isReset: true,
  }),
  (dice) => ({
    frames: [frame({ payload: dice.bytes(9), claimedLength: 2n ** 63n, lengthBytes: 8 })],
  }),
  (dice) => ({
    frames: [frame({ payload: Buffer.from('3'), lengthBytes: dice.pick([2, 8]) })],
  }),
  (dice) => {
    const whole = textFrame(`42["publish",${JSON.stringify(dice.json(3))}]`);
    return { frames: [whole.subarray(0, 1 + dice.below(whole.length))], isReset: true };
  },
  (dice) => ({ frames: [frame({ opcode: 0, payload: dice.bytes(5) })] }),
  (dice) => ({
    frames: [
      frame({ flags: 0, payload: Buffer.from('4') }),
      frame({ opcode: dice.below(3), flags: dice.pick([0, 0x80]), payload: dice.bytes(5) }),
    ],
  }),
  (dice) => ({ frames: [frame({ flags: 0xc0, payload: dice.bytes(20) })] }),
  (dice) => ({
    frames: Array.from({ length: 20 }, () => frame({ opcode: 10, payload: dice.bytes(5) })),
  }),
  () => ({ frames: [frame({ payload: Buffer.alloc(100_001, '4') })] }),
];

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** Frames of Engine.IO and Socket.IO: any type, any rest. Those that are not 2, 3 or 4 end the connection. */
function enginePacket(dice: Dice): string {
  const rest = dice.pick([
    dice.text(40),
    JSON.stringify(dice.json(3)),
    `["${dice.pick(OPERATION_NAMES)}",${JSON.stringify(dice.json(2))}]`,
    nested(dice.below(2_000)),
    '',
  ]);
  const id = dice.pick(['', '1', '-1', '99999999999999999999', 'x']);
  const namespace = dice.pick(['', '', '', '/other,', '/__proto__,', '/', ',']);
  const type = dice.pick(['0', '1', '2', '2', '2', '2', '3', '4', '5', '6', '9', 'x']);
  return `4${type}${dice.pick(['', '', '1-', '99-', '-'])}${namespace}${id}${rest}`;
}

/** Packets that are odd, and no reason to hang up. */
const ODD: readonly ((dice: Dice) => string)[] = [
  (dice) => `3${dice.text(30)}`,
  (dice) => `6${dice.text(10)}`,
  (dice) => `42${JSON.stringify([dice.text(8), dice.json(3)])}`,
  (dice) => `42${dice.below(99)}${JSON.stringify([`x${dice.text(8)}`, dice.json(3)])}`,
  (dice) => `43${dice.below(99)}${JSON.stringify([dice.json(3)])}`,
  (dice) => `42${'9'.repeat(dice.below(300))}["publish",${nested(dice.below(500))}]`,
];

function engineVolley(dice: Dice): Volley {
  const odd = Array.from({ length: 40 }, () => textFrame(dice.pick(ODD)(dice)));
  const last = dice.pick([
    () => textFrame(enginePacket(dice)),
    () => textFrame(`${dice.pick(['0', '1', '2', '5', '6', '7', 'b', 'é', ' '])}${dice.text(30)}`),
    () => frame({ opcode: 2, payload: dice.bytes(dice.below(200)) }),
    () => textFrame(dice.text(60)),
  ]);
  return { frames: dice.chance(0.5) ? odd : [last()] };
}

const text = (dice: Dice) => dice.text(20);

/** Values that a field of this name may well have, so that a request gets past the first check. */
const FIELDS: Readonly<Record<string, (dice: Dice) => unknown>> = {
  appId: (dice) => dice.pick(['0123456789abcdef0123456789abcdef', 'f'.repeat(32)]),
  userId: (dice) => dice.pick(['mallory', 'mallet', 'nobody']),
  sessionId: (dice) => dice.pick(['s'.repeat(16), 's'.repeat(24), 'short']),
  token: (dice) => dice.pick([null, '', '007', `007${dice.text(30)}`]),
  reconnect: (dice) => dice.chance(0.5),
  presenceTimeout: (dice) => dice.pick([5, 300, 4]),
  subscriptions: (dice) => [subscription('fuzz'), subscription(dice.pick(['fuzz', 'other']))],
  channelName: (dice) => dice.pick(['fuzz', 'other', 'mallory', 'x'.repeat(64), 'x'.repeat(65)]),
  channelType: (dice) => dice.pick(['MESSAGE', 'STREAM', 'USER']),
  target: (dice) => dice.pick(['MESSAGE', 'USER', 'CHANNEL']),
  name: (dice) => dice.pick(['fuzz', 'other', 'mallory1', 'x'.repeat(65)]),
  action: (dice) => dice.pick(['SET', 'UPDATE', 'REMOVE']),
  items: (dice) =>
    Array.from({ length: dice.below(4) }, () => ({
      key: dice.pick(['a', 'b', '', 'x'.repeat(33)]),
      value: dice.text(10),
      revision: dice.pick([-1, 0, 1, 5]),
    })),
  majorRevision: (dice) => dice.pick([-1, 0, 1, 5]),
  addTimeStamp: (dice) => dice.chance(0.5),
  addUserId: (dice) => dice.chance(0.5),
  isResumed: (dice) => dice.chance(0.5),
  lockName: (dice) => dice.pick(['', 'lock', 'other']),
  ttl: (dice) => dice.pick([10, 300, 9]),
  retry: (dice) => dice.chance(0.5),
  owner: (dice) => dice.pick(['mallory1', 'nobody']),
  messageType: (dice) => dice.pick(['STRING', 'BINARY']),
  customType: (dice) => dice.pick(['', 'custom', 'x'.repeat(33)]),
  payload: (dice) => ({
    encoding: dice.pick(['text', 'base64']),
    data: dice.pick(['', 'text', 'AAAA', '=', dice.text(50)]),
  }),
  storeInHistory: (dice) => dice.chance(0.3),
  messageCount: (dice) => dice.pick([1, 100, 101, 0, -1]),
  start: (dice) => dice.pick([0, 1, Number.MAX_SAFE_INTEGER]),
  end: (dice) => dice.pick([0, 1, Number.MAX_SAFE_INTEGER]),
  page: text,
  includedUserId: (dice) => dice.chance(0.5),
  withMessage: (dice) => dice.chance(0.5),
  withPresence: (dice) => dice.chance(0.5),
  withMetadata: (dice) => dice.chance(0.5),
  withLock: (dice) => dice.chance(0.5),
  beQuiet: (dice) => dice.chance(0.5),
};

/** A request that is right but for a field or two, or not at all. */
function request(dice: Dice): unknown {
  if (dice.chance(0.1)) return dice.json(4);
  const fields = Object.entries(FIELDS).map(([name, value]) => [name, value(dice)]);
  for (let wrong = dice.below(4); wrong > 0; wrong--) {
    const name = dice.pick([...Object.keys(FIELDS), '__proto__', 'constructor', 'length']);
    fields.push([name, dice.json(3)]);
  }
  return Object.fromEntries(fields.filter(() => dice.chance(0.97))) as unknown;
}

function eventPacket(dice: Dice): string {
  const name = dice.chance(0.95)
    ? dice.pick(OPERATION_NAMES)
    : dice.pick(['connect', 'error', '__proto__', 'toString', dice.text(8)]);
  const id = dice.chance(0.9) ? String(dice.below(1_000)) : '';
  const args = Array.from({ length: dice.chance(0.9) ? 1 : dice.below(4) }, () => request(dice));
  return `42${id}${JSON.stringify([name, ...args])}`;
}

function eventVolley(dice: Dice): Volley {
  const packets = Array.from({ length: 100 }, () => eventPacket(dice)).filter(
    // Reserved names end the connection: those go last.
    (packet) => !/^42\d*\["(?:connect|error|disconnect)/.test(packet),
  );
  if (dice.chance(0.3)) packets.push('420["error",{}]');
  if (dice.chance(0.3)) {
    const packet = eventPacket(dice);
    const at = dice.below(packet.length);
    packets.push(packet.slice(0, at) + dice.text(3) + packet.slice(at + 1));
  }
  return { frames: packets.map(textFrame) };
}

describe('100,000 frames at random: the server lives, and others chat on without loss', () => {
  it('WebSocket: reserved bits, bad lengths, no mask, no UTF-8, half frames and an RST', async (test) => {
    const level: Level = {
      greeting: (dice) => (dice.chance(0.5) ? ['40'] : []),
      volley: (dice) => dice.pick(RAW)(dice),
      perConnection: 500,
    };
    const { cut } = await survive(test, 'WebSocket', level, RAW_FRAMES);
    assert.ok(cut > RAW_FRAMES / 4, 'most of them are errors');
  });

  it('Engine.IO and Socket.IO: any type, namespace, id and rest', async (test) => {
    const level: Level = {
      greeting: () => ['40'],
      volley: engineVolley,
      perConnection: 500,
    };
    await survive(test, 'Engine.IO', level, ENGINE_FRAMES);
  });

  it('events: every operation, with requests that are nearly right', async (test) => {
    const level: Level = {
      greeting: (_dice, connection) => [
        '40',
        `420["login",${JSON.stringify(loginRequest(`mallory${connection % 7}`))}]`,
      ],
      volley: eventVolley,
      perConnection: 800,
    };
    const { cut, connections } = await survive(test, 'Events', level, EVENT_FRAMES);
    assert.ok(cut < connections, 'most of them are answered');
  });
});
