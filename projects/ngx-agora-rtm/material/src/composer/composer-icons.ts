import {
  mdiCheck,
  mdiEmoticonOutline,
  mdiLock,
  mdiPaperclip,
  mdiPencil,
  mdiReply,
  mdiSend,
} from '@mdi/js';

export const composerIcons = {
  attach: mdiPaperclip,
  edit: mdiPencil,
  emoji: mdiEmoticonOutline,
  note: mdiLock,
  reply: mdiReply,
  save: mdiCheck,
  send: mdiSend,
} as const;
