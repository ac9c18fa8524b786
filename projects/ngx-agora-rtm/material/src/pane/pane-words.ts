/** What a pane says about itself. */
export interface PaneWords {
  readonly signedOut: string;
  readonly opening: string;
  readonly notOpened: string;
  readonly search: string;
  readonly members: string;
  readonly panelFailed: string;
  readonly uploading: string;
  readonly uploadFailed: string;
  readonly notKept: string;
  readonly notDone: string;
  readonly notFound: string;
  readonly copied: string;
  readonly deleteQuestion: string;
  readonly delete: string;
  /** Of the list of all conversations. */
  readonly back: string;
  readonly noneChosen: string;
}

export function englishPaneWords(): PaneWords {
  return {
    signedOut: 'Nobody is signed in.',
    opening: 'Opening…',
    notOpened: 'This conversation could not be opened.',
    search: 'Search this conversation',
    members: 'Members',
    panelFailed: 'This could not be loaded. Check the network, then try again.',
    uploading: 'Sent when the files are uploaded…',
    uploadFailed: 'A file could not be uploaded. Try it again, or take it away.',
    notKept: 'The message could not be kept to be sent.',
    notDone: 'That did not work.',
    notFound: 'That message is not there any more.',
    copied: 'Copied',
    deleteQuestion: 'Delete this message for everyone?',
    delete: 'Delete',
    back: 'Back to the conversations',
    noneChosen: 'Choose a conversation.',
  };
}
