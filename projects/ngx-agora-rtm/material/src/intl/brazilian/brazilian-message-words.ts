import type { MessageWords } from '../../message/message-words';
import { type Grammar, isolate } from '../grammar';

export function brazilianMessageWords(grammar: Grammar): MessageWords {
  return {
    edited: 'Editada',
    deleted: 'Mensagem excluída',
    unsupported: 'Um tipo de mensagem que ainda não pode ser exibido aqui.',
    bytes: (n) =>
      grammar.count(n, { one: '# byte que não é texto', other: '# bytes que não são texto' }),
    note: 'Nota para a equipe',
    pinned: 'Fixada',
    saved: 'Salva',
    quoteOf: (name) => `Mostrar a mensagem de ${isolate(name)} que esta responde`,
    quoteOfYou: 'Mostrar a sua mensagem que esta responde',
    replies: (n) => grammar.count(n, { one: '# resposta', other: '# respostas' }),
    states: {
      queued: 'Aguardando envio',
      sending: 'Enviando…',
      sent: 'Enviada',
      delivered: 'Entregue',
      read: 'Lida',
      failed: 'Não enviada.',
      stored: 'Off-line: guardada até voltar',
      missed: 'Off-line: ainda não entregue',
    },
    failures: {
      'not-connected': 'Não havia conexão.',
      'not-joined': 'Você não está neste canal.',
      'not-logged-in': 'Não havia conexão.',
      'rate-limited': 'Mensagens demais ao mesmo tempo.',
      'permission-denied': 'Você não tem permissão para escrever aqui.',
      'message-too-large': 'Ela é longa demais.',
      storage: 'Não há mais espaço neste navegador para guardá-la.',
      'server-error': 'O serviço teve um problema.',
      refused: 'O serviço a recusou.',
    },
    retry: 'Tentar novamente',
    discard: 'Descartar',

    reactions: 'Reações',
    reactedWith: (emoji, names) => `Reação ${isolate(emoji)}: ${grammar.list(names)}`,
    you: 'você',
    others: (n) => grammar.count(n, { one: 'mais # pessoa', other: 'mais # pessoas' }),

    actions: 'Ações da mensagem',
    react: 'Reagir',
    reactWith: (emoji) => `Reagir com ${isolate(emoji)}`,
    moreEmoji: 'Mais emojis',
    reply: 'Responder',
    openThread: 'Abrir conversa encadeada',
    edit: 'Editar',
    delete: 'Excluir',
    copy: 'Copiar texto',
    pin: 'Fixar',
    unpin: 'Desafixar',
    save: 'Salvar',
    unsave: 'Remover das salvas',
    markUnread: 'Marcar como não lida a partir daqui',
    more: 'Mais ações',

    replyTo: (name, text) => `responde a ${isolate(name)}: ${isolate(text)}`,
    files: (names) =>
      `${grammar.count(names.length, { one: '# arquivo', other: '# arquivos' })}: ${grammar.names(names)}`,
    reactionCount: (n) => grammar.count(n, { one: '# reação', other: '# reações' }),
    join: (parts) => parts.join(', '),
  };
}
