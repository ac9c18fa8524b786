import type { ConversationListWords } from '../../conversation-list/conversation-list-words';
import type { HeaderWords } from '../../header/header-words';
import type { MemberListWords } from '../../member-list/member-list-words';
import type { PresenceWords } from '../../presence-badge/presence-words';
import type { PreviewWords } from '../../preview/preview-words';
import type { TypingWords } from '../../typing-indicator/typing-words';
import { type Grammar, isolate } from '../grammar';

export function brazilianConversationListWords(grammar: Grammar): ConversationListWords {
  return {
    label: 'Conversas',
    filter: 'Filtrar conversas',
    loading: 'Carregando conversas…',
    empty: 'Ainda não há conversas',
    nothingFound: (query) => `Nenhuma conversa se chama ${isolate(query)}`,
    unread: (n) => grammar.count(n, { one: '# mensagem não lida', other: '# mensagens não lidas' }),
    markedUnread: 'Marcada como não lida',
    mentions: (n) =>
      grammar.count(n, {
        one: '# mensagem menciona você',
        other: '# mensagens mencionam você',
      }),
    muted: 'Silenciada',
    draft: 'Rascunho',
    own: 'Você:',
    unsent: 'Não enviada:',
    from: (name) => `${isolate(name)}:`,
    actions: (title) => `Ações de ${isolate(title)}`,
    markUnread: 'Marcar como não lida',
    markRead: 'Marcar como lida',
    mute: 'Silenciar',
    unmute: 'Reativar notificações',
    close: 'Fechar conversa',
  };
}

export function brazilianMemberListWords(grammar: Grammar): MemberListWords {
  return {
    heading: (n) => grammar.count(n, { one: '# membro', other: '# membros' }),
    filter: 'Filtrar membros',
    empty: 'Ainda não há ninguém aqui',
    nothingFound: (query) => `Ninguém se chama ${isolate(query)}`,
  };
}

export function brazilianHeaderWords(grammar: Grammar): HeaderWords {
  return { members: (n) => grammar.count(n, { one: '# membro', other: '# membros' }) };
}

export function brazilianPresenceWords(): PresenceWords {
  return {
    online: 'On-line',
    unreachable: 'Conexão perdida',
    offline: 'Off-line',
    lastSeen: (ago) => `Visto por último: ${ago}`,
  };
}

export function brazilianPreviewWords(grammar: Grammar): PreviewWords {
  return {
    image: 'Imagem',
    video: 'Vídeo',
    audio: 'Mensagem de voz',
    files: (n) => grammar.count(n, { one: '# arquivo', other: '# arquivos' }),
    deleted: 'Mensagem excluída',
    unsupported: 'Mensagem que não pode ser exibida aqui',
    binary: 'Dados',
  };
}

export function brazilianTypingWords(grammar: Grammar): TypingWords {
  return {
    one: (name) => `${isolate(name)} está digitando…`,
    two: (names) => `${grammar.names(names)} estão digitando…`,
    several: 'Várias pessoas estão digitando…',
  };
}
