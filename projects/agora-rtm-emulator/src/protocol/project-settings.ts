/** What a project's page in Agora's console decides, and every login is told. */
export interface ProjectSettings {
  /**
   * "Announce Max": from this many users on, a channel is crowded and its events come batched. Also the
   * size of a page of `getOnlineUsers`.
   */
  readonly announceMax: number;
  /** "Announce Interval": milliseconds from one batch of a crowded channel to the next. */
  readonly announceIntervalMs: number;
  /** Whether messages are stored on request and can be read back. */
  readonly history: boolean;
  /** Whether users and channels have metadata. */
  readonly storage: boolean;
  /** Whether channels have locks. */
  readonly lock: boolean;
}

/** As in a new project, with every service that Agora enables on request. Source: the bundle of 2.3.0. */
export const DEFAULT_SETTINGS: ProjectSettings = {
  announceMax: 50,
  announceIntervalMs: 30_000,
  history: true,
  storage: true,
  lock: true,
};
