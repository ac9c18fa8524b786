import type { ComposerWords } from '../../composer/composer-words';
import { type Grammar, isolate } from '../grammar';

export function brazilianComposerWords(grammar: Grammar): ComposerWords {
  return {
    label: (title) => `Escrever para ${isolate(title)}`,
    labelNote: (title) => `Nota para colegas sobre ${isolate(title)}`,
    labelThread: (title) => `Responder no tópico de ${isolate(title)}`,
    send: 'Enviar',
    sendNote: 'Adicionar nota',
    saveEdit: 'Salvar',
    attach: 'Anexar arquivos',
    emoji: 'Emojis',
    dropHere: 'Solte arquivos aqui para anexá-los',
    noFiles: 'Não é possível enviar arquivos aqui.',
    noteSign: 'Somente colegas veem isto',
    replyingTo: (name) => `Respondendo a ${isolate(name)}`,
    closeReply: 'Não responder a esta mensagem',
    editing: 'Você está editando sua mensagem',
    closeEdit: 'Parar de editar',
    people: 'Pessoas',
    commands: 'Comandos',
    suggestions: (n) =>
      grammar.count(n, {
        one: '# sugestão: Enter escolhe, Esc fecha',
        other: '# sugestões: as setas percorrem, Enter escolhe, Esc fecha',
      }),
    bytesLeft: (bytes) => grammar.count(bytes, { one: 'resta # byte', other: 'restam # bytes' }),
    tooLong: (bytes) =>
      grammar.count(bytes, { one: 'Longa demais por # byte', other: 'Longa demais por # bytes' }),
    empty: 'Escreva algo primeiro.',
    fileFailed: 'Um arquivo não foi enviado. Tente novamente ou remova-o.',
    unfilled: (placeholder) => `Preencha ${isolate(placeholder)} primeiro.`,
    commandFailed: (name, reason) => `/${isolate(name)} não funcionou: ${isolate(reason)}`,
  };
}
