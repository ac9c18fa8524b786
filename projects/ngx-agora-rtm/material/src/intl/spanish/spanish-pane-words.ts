import type { PaneWords } from '../../pane/pane-words';

export function spanishPaneWords(): PaneWords {
  return {
    signedOut: 'Nadie ha iniciado sesión.',
    opening: 'Abriendo…',
    notOpened: 'No se pudo abrir esta conversación.',
    search: 'Buscar en esta conversación',
    members: 'Miembros',
    panelFailed: 'No se pudo cargar. Compruebe la conexión e inténtelo de nuevo.',
    uploading: 'Se enviará cuando los archivos se hayan subido…',
    uploadFailed: 'No se pudo subir un archivo. Inténtelo de nuevo o quítelo.',
    notKept: 'No se pudo guardar el mensaje para enviarlo.',
    notDone: 'No ha funcionado.',
    notFound: 'Ese mensaje ya no existe.',
    copied: 'Copiado',
    deleteQuestion: '¿Eliminar este mensaje para todos?',
    delete: 'Eliminar',
    back: 'Volver a las conversaciones',
    noneChosen: 'Elija una conversación.',
  };
}
