import type { MessageWords } from '../../message/message-words';
import { type Grammar, isolate } from '../grammar';

export function spanishMessageWords(grammar: Grammar): MessageWords {
  return {
    edited: 'Editado',
    deleted: 'Mensaje eliminado',
    unsupported: 'Un tipo de mensaje que todavía no se puede mostrar aquí.',
    bytes: (n) =>
      grammar.count(n, { one: '# byte que no es texto', other: '# bytes que no son texto' }),
    note: 'Nota para el equipo',
    pinned: 'Fijado',
    saved: 'Guardado',
    quoteOf: (name) => `Mostrar el mensaje de ${isolate(name)} al que responde`,
    quoteOfYou: 'Mostrar su mensaje al que responde',
    replies: (n) => grammar.count(n, { one: '# respuesta', other: '# respuestas' }),
    states: {
      queued: 'Pendiente de envío',
      sending: 'Enviando…',
      sent: 'Enviado',
      delivered: 'Entregado',
      read: 'Leído',
      failed: 'No enviado.',
      stored: 'Sin conexión: se guarda hasta que vuelva',
      missed: 'Sin conexión: todavía no entregado',
    },
    failures: {
      'not-connected': 'No había conexión.',
      'not-joined': 'No está en este canal.',
      'not-logged-in': 'No había conexión.',
      'rate-limited': 'Demasiados mensajes a la vez.',
      'permission-denied': 'No tiene permiso para escribir aquí.',
      'message-too-large': 'Es demasiado largo.',
      storage: 'En este navegador no queda espacio para guardarlo.',
      'server-error': 'El servicio ha tenido un problema.',
      refused: 'El servicio lo ha rechazado.',
    },
    retry: 'Reintentar',
    discard: 'Descartar',

    reactions: 'Reacciones',
    reactedWith: (emoji, names) => `Reacción ${isolate(emoji)}: ${grammar.list(names)}`,
    you: 'usted',
    others: (n) => grammar.count(n, { one: '# persona más', other: '# personas más' }),

    actions: 'Acciones del mensaje',
    react: 'Reaccionar',
    reactWith: (emoji) => `Reaccionar con ${isolate(emoji)}`,
    moreEmoji: 'Más emojis',
    reply: 'Responder',
    openThread: 'Abrir el hilo',
    edit: 'Editar',
    delete: 'Eliminar',
    copy: 'Copiar el texto',
    pin: 'Fijar',
    unpin: 'Desfijar',
    save: 'Guardar',
    unsave: 'Quitar de los guardados',
    markUnread: 'Marcar como no leído desde aquí',
    more: 'Más acciones',

    replyTo: (name, text) => `responde a ${isolate(name)}: ${isolate(text)}`,
    files: (names) =>
      `${grammar.count(names.length, { one: '# archivo', other: '# archivos' })}: ${grammar.names(names)}`,
    reactionCount: (n) => grammar.count(n, { one: '# reacción', other: '# reacciones' }),
    join: (parts) => parts.join(', '),
  };
}
