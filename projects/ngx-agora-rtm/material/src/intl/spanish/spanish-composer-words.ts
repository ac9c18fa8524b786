import type { ComposerWords } from '../../composer/composer-words';
import { type Grammar, isolate } from '../grammar';

export function spanishComposerWords(grammar: Grammar): ComposerWords {
  return {
    label: (title) => `Escribir a ${isolate(title)}`,
    labelNote: (title) => `Nota para compañeros sobre ${isolate(title)}`,
    labelThread: (title) => `Responder en el hilo de ${isolate(title)}`,
    send: 'Enviar',
    sendNote: 'Añadir nota',
    saveEdit: 'Guardar',
    attach: 'Adjuntar archivos',
    emoji: 'Emojis',
    dropHere: 'Suelte archivos aquí para adjuntarlos',
    noFiles: 'Aquí no se pueden enviar archivos.',
    noteSign: 'Solo la ven sus compañeros',
    replyingTo: (name) => `Respuesta a ${isolate(name)}`,
    closeReply: 'No responder a este mensaje',
    editing: 'Está editando su mensaje',
    closeEdit: 'Dejar de editar',
    people: 'Personas',
    commands: 'Comandos',
    suggestions: (n) =>
      grammar.count(n, {
        one: '# sugerencia: Intro la elige, Escape cierra',
        other: '# sugerencias: las flechas recorren, Intro elige, Escape cierra',
      }),
    bytesLeft: (bytes) => grammar.count(bytes, { one: 'queda # byte', other: 'quedan # bytes' }),
    tooLong: (bytes) => grammar.count(bytes, { one: 'Sobra # byte', other: 'Sobran # bytes' }),
    empty: 'Escriba algo primero.',
    fileFailed: 'No se subió un archivo. Inténtelo de nuevo o quítelo.',
    unfilled: (placeholder) => `Rellene primero ${isolate(placeholder)}.`,
    commandFailed: (name, reason) => `/${isolate(name)} no funcionó: ${isolate(reason)}`,
  };
}
