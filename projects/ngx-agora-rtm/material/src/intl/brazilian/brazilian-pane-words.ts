import type { PaneWords } from '../../pane/pane-words';

export function brazilianPaneWords(): PaneWords {
  return {
    signedOut: 'Ninguém entrou.',
    opening: 'Abrindo…',
    notOpened: 'Não foi possível abrir esta conversa.',
    search: 'Pesquisar nesta conversa',
    members: 'Membros',
    panelFailed: 'Não foi possível carregar. Verifique a conexão e tente novamente.',
    uploading: 'Será enviada quando os arquivos terminarem de subir…',
    uploadFailed: 'Não foi possível enviar um arquivo. Tente novamente ou remova-o.',
    notKept: 'Não foi possível guardar a mensagem para envio.',
    notDone: 'Não funcionou.',
    notFound: 'Essa mensagem não existe mais.',
    copied: 'Copiado',
    deleteQuestion: 'Excluir esta mensagem para todos?',
    delete: 'Excluir',
    back: 'Voltar às conversas',
    noneChosen: 'Escolha uma conversa.',
  };
}
