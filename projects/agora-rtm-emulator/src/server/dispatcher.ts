import type { OperationName, Operations, Reply } from '../protocol/wire.ts';
import { attributeService } from './attribute-service.ts';
import { Fields } from './fields.ts';
import { historyService } from './history-service.ts';
import { lockService } from './lock-service.ts';
import { invitationService } from './invitation-service.ts';
import { loginService } from './login-service.ts';
import { messageService } from './message-service.ts';
import type { Connection, Operation, OperationTable, Services } from './operation.ts';
import { peerService } from './peer-service.ts';
import { presenceService } from './presence-service.ts';
import { Refusal } from './refusal.ts';
import { storageService } from './storage-service.ts';
import { subscriptionService } from './subscription-service.ts';

/** Everything a client can ask for; another service adds its table here. */
const OPERATIONS: OperationTable<OperationName> = {
  ...loginService,
  ...subscriptionService,
  ...messageService,
  ...presenceService,
  ...historyService,
  ...storageService,
  ...lockService,
  ...attributeService,
  ...peerService,
  ...invitationService,
};

/** Names of everything a client can ask for. */
export const OPERATION_NAMES: readonly string[] = Object.keys(OPERATIONS);

type Acknowledge = (reply: Reply<object>) => void;

/** Answers one frame of a client. Never throws, whatever the frame holds. */
export function dispatch(
  services: Services,
  connection: Connection,
  event: unknown,
  args: readonly unknown[],
): void {
  const acknowledge = args.at(-1);
  // Without a callback there is no way to answer, so nothing is done.
  if (typeof acknowledge !== 'function' || !isOperation(event)) return;
  const followUps: (() => void)[] = [];
  try {
    const call = {
      services,
      connection,
      afterReply: (work: () => void) => void followUps.push(work),
    };
    const reply = perform(event, args[0], call);
    (acknowledge as Acknowledge)(reply);
    for (const work of followUps) work();
  } catch {
    // The link broke while answering; its own close handler cleans up.
  }
}

function perform<Name extends OperationName>(
  name: Name,
  input: unknown,
  call: Parameters<Operation<Name>['run']>[1],
): Reply<object> {
  const { timestamps } = call.services;
  try {
    const operation: Operation<Name> = OPERATIONS[name];
    const fields = new Fields(input, call.connection.session?.generation);
    const request: Operations[Name]['request'] = operation.read(fields);
    return { ok: true, timestamp: timestamps.now(), ...operation.run(request, call) };
  } catch (error) {
    const timestamp = timestamps.now();
    if (!(error instanceof Refusal)) return { ok: false, timestamp, code: -10012 };
    const { code, detail } = error;
    return { ok: false, timestamp, code, ...(detail === undefined ? {} : { detail }) };
  }
}

function isOperation(event: unknown): event is OperationName {
  return typeof event === 'string' && Object.hasOwn(OPERATIONS, event);
}
