import { settled } from './model-clock.ts';
import type { ModelTab } from './model-tab.ts';
import type { ModelUser } from './model-user.ts';
import { LOBBY, type World } from './world.ts';

/** What a command befalls. */
interface Stage {
  readonly world: World;
  readonly user: ModelUser;
  /** One of the user's open tabs, if there is one. */
  readonly tab: ModelTab | undefined;
  /** 0 to 3. */
  readonly choice: number;
}

interface Command {
  readonly name: string;
  /** How often it is drawn, beside the others. */
  readonly weight: number;
  readonly run: (stage: Stage) => unknown;
}

/** How long time is let pass, in ms: less and more than what the chat waits for. */
const TIMES = [600, 5_000, 15_000, 60_000] as const;

const onLink =
  (fault: (link: NonNullable<ModelUser['link']>) => void) =>
  ({ user }: Stage): void => {
    if (user.link) fault(user.link);
  };

/** All that can happen, what is simple first: a counterexample shrinks towards it. */
const COMMANDS: readonly Command[] = [
  { name: 'write', weight: 10, run: ({ user, tab }) => user.write(LOBBY, tab) },
  { name: 'pump', weight: 4, run: ({ world }) => world.pump() },
  { name: 'deliver up', weight: 5, run: onLink((link) => link.deliverUp()) },
  { name: 'deliver down', weight: 5, run: onLink((link) => link.deliverDown()) },
  { name: 'lose up', weight: 3, run: onLink((link) => link.up.lose()) },
  { name: 'lose down', weight: 3, run: onLink((link) => link.down.lose()) },
  { name: 'double up', weight: 2, run: onLink((link) => link.up.double()) },
  { name: 'double down', weight: 2, run: onLink((link) => link.down.double()) },
  { name: 'reorder up', weight: 2, run: onLink((link) => link.up.reorder()) },
  { name: 'reorder down', weight: 2, run: onLink((link) => link.down.reorder()) },
  { name: 'cut', weight: 3, run: ({ user }) => user.links.forEach((link) => link.cut()) },
  { name: 'reconnect', weight: 2, run: ({ user }) => user.links.forEach((link) => link.restore()) },
  {
    name: 'pass',
    weight: 3,
    run: ({ world, choice }) => world.clock.pass(TIMES[choice] ?? TIMES[0]),
  },
  { name: 'restart server', weight: 1, run: ({ world }) => world.restart() },
  { name: 'open tab', weight: 2, run: ({ world, user }) => world.openTab(user) },
  { name: 'close tab', weight: 2, run: ({ user, tab }) => tab && user.close(tab) },
  { name: 'crash tab', weight: 2, run: ({ user, tab }) => tab && user.crash(tab) },
  {
    name: 'reload tab',
    weight: 2,
    run: ({ world, user, tab }) => {
      if (tab) user.crash(tab);
      world.openTab(user);
    },
  },
  { name: 'cancel', weight: 1, run: ({ user, tab }) => tab && user.cancel(tab) },
  {
    name: 'fail storage',
    weight: 1,
    run: ({ user, choice }) => (user.storageFailures = choice + 1),
  },
  { name: 'logout', weight: 1, run: ({ user, tab }) => tab && user.logout(tab) },
  { name: 'login', weight: 1, run: ({ user }) => user.login() },
  { name: 'forge', weight: 1, run: ({ world, user }) => world.forge(user) },
  { name: 'write to peer', weight: 3, run: ({ user, tab }) => user.write(user.peer, tab) },
];

/** Each command as often as it weighs. */
const DRAWN: readonly Command[] = COMMANDS.flatMap((command) =>
  Array.from({ length: command.weight }, () => command),
);

/** What is set aside in a number for who, which tab, and how. */
const USERS = 2;
const CHOICES = 4;
const HASTES = 4;

/** Codes of commands are below this. */
export const COMMAND_CODES = DRAWN.length * USERS * CHOICES * HASTES;

interface Decoded {
  readonly command: Command;
  readonly user: number;
  readonly choice: number;
  /** 0: everything settles afterwards. More: so few microtasks that the next command comes in between. */
  readonly haste: number;
}

function decode(code: number): Decoded {
  const [rest, user] = [Math.floor(code / USERS), code % USERS];
  const [more, choice] = [Math.floor(rest / CHOICES), rest % CHOICES];
  const [place, haste] = [Math.floor(more / HASTES), more % HASTES];
  return { command: DRAWN[place % DRAWN.length] as Command, user, choice, haste };
}

/** A command in words. */
export function nameOf(code: number): string {
  const { command, user, choice, haste } = decode(code);
  const pace = haste === 0 ? '' : ` (and on after ${microtasks(haste)} microtasks)`;
  return `${user === 0 ? 'ana' : 'ben'}: ${command.name} ${choice}${pace}`;
}

/** Does what a code says. A little later it is always a little later. */
export async function runCommand(world: World, code: number): Promise<void> {
  const { command, user: who, choice, haste } = decode(code);
  const user = world.users[who] as ModelUser;
  const tab = user.tabs[choice % Math.max(1, user.tabs.length)];
  await command.run({ world, user, tab, choice });
  if (haste === 0) await settled();
  else for (let count = microtasks(haste); count > 0; count--) await Promise.resolve();
  world.clock.tick();
}

function microtasks(haste: number): number {
  return haste * haste * 3;
}
