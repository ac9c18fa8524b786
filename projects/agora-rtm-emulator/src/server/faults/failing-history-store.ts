import type { DatabaseSync } from 'node:sqlite';
import type { MessagePush } from '../../protocol/wire.ts';
import { HistoryStore } from '../history-store.ts';
import type { FaultRules } from './fault-rules.ts';

/** A history that cannot store what a fault of type `failHistory` is for. */
export class FailingHistoryStore extends HistoryStore {
  readonly #rules: FaultRules;

  constructor(database: DatabaseSync, rules: FaultRules) {
    super(database);
    this.#rules = rules;
  }

  override add(appId: string, message: MessagePush): void {
    const channelName = message.target === 'USER' ? null : message.channelName;
    const who = { appId, userId: message.publisher };
    if (this.#rules.failsHistory({ who, channelName })) {
      throw new Error('A fault control keeps this message from the history.');
    }
    super.add(appId, message);
  }
}
