import type { AttachmentWords } from '../../attachments/attachment-words';
import type { VoiceWords } from '../../voice/voice-words';
import { type Grammar, isolate } from '../grammar';

export function spanishAttachmentWords(grammar: Grammar): AttachmentWords {
  return {
    trayLabel: 'Archivos del próximo mensaje',
    uploading: (name, percent) => `${isolate(name)}: ${grammar.number(percent)} % subido`,
    ready: (name) => `${isolate(name)} está listo`,
    remove: (name) => `Quitar ${isolate(name)}`,
    cancelUpload: (name) => `Dejar de subir ${isolate(name)}`,
    retryUpload: (name) => `Volver a subir ${isolate(name)}`,
    removed: (name) => `Se ha quitado ${isolate(name)}`,
    allReady: (n) =>
      grammar.count(n, { one: 'El archivo está listo', other: '# archivos están listos' }),

    tooLarge: (size, limit) =>
      `Demasiado grande: ${size}, y se pueden enviar ${limit} como máximo. Reduzca el archivo o comparta un enlace.`,
    wrongType: (taken) =>
      `No se admite este tipo de archivo. Tipos posibles: ${grammar.names(taken)}.`,
    tooMany: (limit) =>
      grammar.count(limit, {
        one: 'Un mensaje lleva # archivo como máximo. Envíe este con el siguiente.',
        other: 'Un mensaje lleva # archivos como máximo. Envíe este con el siguiente.',
      }),
    overfull: (limit) =>
      grammar.count(limit, {
        one: 'Un mensaje lleva # archivo como máximo. Quite los demás.',
        other: 'Un mensaje lleva # archivos como máximo. Quite algunos.',
      }),
    uploadFailed: 'No se ha podido subir. Vuelva a intentarlo o quítelo.',
    uploadStalled: 'La subida se ha detenido. Compruebe la conexión y vuelva a intentarlo.',
    addressTooLong:
      'La dirección en la que se ha guardado es demasiado larga para enviarla. Quite el archivo.',
    noAnswer: 'El almacén de archivos no responde. Compruebe la conexión y vuelva a intentarlo.',
    refusedBy: (status) =>
      `El almacén de archivos lo ha rechazado (${grammar.number(status)}). Vuelva a intentarlo o quítelo.`,
    notAllowed:
      'No tiene permiso para subir archivos aquí. Inicie sesión de nuevo y vuelva a intentarlo.',
    storeTooLarge:
      'Demasiado grande para el almacén de archivos. Reduzca el archivo o comparta un enlace.',
    storeWrongType: 'El almacén de archivos no admite este tipo de archivo. Quítelo.',
    storeFull: 'El almacén de archivos está lleno. Inténtelo más tarde o comparta un enlace.',
    notReadable: 'Ya no se puede leer. Quítelo y vuelva a elegirlo.',
    notReady: (names) => {
      const rest = grammar.count(names.length, {
        one: 'no se puede enviar así. Vuelva a intentarlo o quítelo, y después envíe.',
        other: 'no se pueden enviar así. Vuelva a intentarlo o quítelos, y después envíe.',
      });
      return `${grammar.names(names)} ${rest}`;
    },

    unnamed: 'Archivo sin nombre',
    picturesLabel: (n) => grammar.count(n, { one: '# imagen', other: '# imágenes' }),
    openPicture: (name) => `Abrir ${isolate(name)}`,
    more: (n) => `+${grammar.number(n)}`,
    fromElsewhere: (host) => `De ${isolate(host)}`,
    show: 'Mostrar',
    showFrom: (name, host) => `Mostrar ${isolate(name)}, de ${isolate(host)}`,
    notLoaded: 'No se ha podido cargar.',
    openFile: (name) => `Abrir ${isolate(name)} en una pestaña nueva`,
    download: (name) => `Descargar ${isolate(name)}`,
    notToOpen: 'Esta dirección no se puede abrir.',
    viewer: 'Imágenes',
    viewerFailed: 'No se ha podido abrir la imagen. Compruebe la conexión y vuelva a intentarlo.',
    place: (n, of) => `${grammar.number(n)} de ${grammar.number(of)}`,
    previous: 'Imagen anterior',
    next: 'Imagen siguiente',
    zoomIn: 'Acercar',
    zoomOut: 'Alejar',
    zoomLevel: (percent) => `${grammar.number(percent)} %`,
  };
}

export function spanishVoiceWords(grammar: Grammar): VoiceWords {
  return {
    play: (name) => `Reproducir ${isolate(name)}`,
    pause: (name) => `Pausar ${isolate(name)}`,
    position: (name) => `Posición en ${isolate(name)}`,
    timeOf: (time, of) => `${time} de ${of}`,

    record: 'Grabar un mensaje de voz',
    recorder: 'Mensaje de voz',
    asking: 'Esperando el micrófono. Permítalo si el navegador lo pregunta.',
    recording: 'Grabando',
    finish: 'Adjuntar',
    discard: 'Descartar',
    denied:
      'Esta página no puede usar el micrófono. Permítalo en la configuración de la página, junto a su dirección, y vuelva a intentarlo.',
    absent: 'No se ha encontrado ningún micrófono. Conecte uno y vuelva a intentarlo.',
    unsupported:
      'Este navegador no puede grabar aquí. En su lugar, adjunte una grabación como archivo.',
    inUse: 'El micrófono no responde. Cierre otros programas que lo usen y vuelva a intentarlo.',
    broken: 'La grabación se ha interrumpido y no queda nada de ella. Vuelva a intentarlo.',
    nothing: 'No se ha grabado nada. Vuelva a intentarlo.',
    cutOff: 'La grabación se ha interrumpido. Lo que hay se puede adjuntar.',
    ended: (minutes) =>
      grammar.count(minutes, {
        one: 'La grabación ha terminado tras # minuto, que es el máximo.',
        other: 'La grabación ha terminado tras # minutos, que es el máximo.',
      }),
    fileName: (date) => `Mensaje de voz ${date}`,
  };
}
