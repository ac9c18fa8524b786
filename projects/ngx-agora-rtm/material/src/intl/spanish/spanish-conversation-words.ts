import type { ConversationListWords } from '../../conversation-list/conversation-list-words';
import type { HeaderWords } from '../../header/header-words';
import type { MemberListWords } from '../../member-list/member-list-words';
import type { PresenceWords } from '../../presence-badge/presence-words';
import type { PreviewWords } from '../../preview/preview-words';
import type { TypingWords } from '../../typing-indicator/typing-words';
import { type Grammar, isolate } from '../grammar';

export function spanishConversationListWords(grammar: Grammar): ConversationListWords {
  return {
    label: 'Conversaciones',
    filter: 'Filtrar conversaciones',
    loading: 'Cargando conversaciones…',
    empty: 'Todavía no hay conversaciones',
    nothingFound: (query) => `Ninguna conversación se llama ${isolate(query)}`,
    unread: (n) => grammar.count(n, { one: '# mensaje sin leer', other: '# mensajes sin leer' }),
    markedUnread: 'Marcada como no leída',
    mentions: (n) =>
      grammar.count(n, {
        one: '# mensaje le menciona',
        other: '# mensajes le mencionan',
      }),
    muted: 'Silenciada',
    draft: 'Borrador',
    own: 'Usted:',
    unsent: 'No enviado:',
    from: (name) => `${isolate(name)}:`,
    actions: (title) => `Acciones de ${isolate(title)}`,
    markUnread: 'Marcar como no leída',
    markRead: 'Marcar como leída',
    mute: 'Silenciar',
    unmute: 'Dejar de silenciar',
    close: 'Cerrar la conversación',
  };
}

export function spanishMemberListWords(grammar: Grammar): MemberListWords {
  return {
    heading: (n) => grammar.count(n, { one: '# miembro', other: '# miembros' }),
    filter: 'Filtrar miembros',
    empty: 'Todavía no hay nadie',
    nothingFound: (query) => `Nadie se llama ${isolate(query)}`,
  };
}

export function spanishHeaderWords(grammar: Grammar): HeaderWords {
  return { members: (n) => grammar.count(n, { one: '# miembro', other: '# miembros' }) };
}

export function spanishPresenceWords(): PresenceWords {
  return {
    online: 'En línea',
    unreachable: 'Conexión perdida',
    offline: 'Sin conexión',
    lastSeen: (ago) => `Última vez: ${ago}`,
  };
}

export function spanishPreviewWords(grammar: Grammar): PreviewWords {
  return {
    image: 'Imagen',
    video: 'Vídeo',
    audio: 'Mensaje de voz',
    files: (n) => grammar.count(n, { one: '# archivo', other: '# archivos' }),
    deleted: 'Mensaje eliminado',
    unsupported: 'Mensaje que no se puede mostrar aquí',
    binary: 'Datos',
  };
}

export function spanishTypingWords(grammar: Grammar): TypingWords {
  return {
    one: (name) => `${isolate(name)} está escribiendo…`,
    two: (names) => `${grammar.names(names)} están escribiendo…`,
    several: 'Varias personas están escribiendo…',
  };
}
