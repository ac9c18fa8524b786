import type { AttachmentWords } from '../../attachments/attachment-words';
import type { VoiceWords } from '../../voice/voice-words';
import { type Grammar, isolate } from '../grammar';

export function brazilianAttachmentWords(grammar: Grammar): AttachmentWords {
  return {
    trayLabel: 'Arquivos da próxima mensagem',
    uploading: (name, percent) => `${isolate(name)}: ${grammar.number(percent)}% enviado`,
    ready: (name) => `${isolate(name)} está pronto`,
    remove: (name) => `Remover ${isolate(name)}`,
    cancelUpload: (name) => `Parar o envio de ${isolate(name)}`,
    retryUpload: (name) => `Enviar ${isolate(name)} novamente`,
    removed: (name) => `${isolate(name)} foi removido`,
    allReady: (n) =>
      grammar.count(n, { one: 'O arquivo está pronto', other: '# arquivos estão prontos' }),

    tooLarge: (size, limit) =>
      `Grande demais: ${size}, e o máximo é ${limit}. Reduza o arquivo ou compartilhe um link.`,
    wrongType: (taken) =>
      `Este tipo de arquivo não é aceito. Tipos possíveis: ${grammar.names(taken)}.`,
    tooMany: (limit) =>
      grammar.count(limit, {
        one: 'Uma mensagem leva no máximo # arquivo. Envie este com a próxima.',
        other: 'Uma mensagem leva no máximo # arquivos. Envie este com a próxima.',
      }),
    overfull: (limit) =>
      grammar.count(limit, {
        one: 'Uma mensagem leva no máximo # arquivo. Remova os outros.',
        other: 'Uma mensagem leva no máximo # arquivos. Remova alguns.',
      }),
    uploadFailed: 'Não foi possível enviar o arquivo. Tente novamente ou remova-o.',
    uploadStalled: 'O envio parou. Verifique a conexão e tente novamente.',
    addressTooLong:
      'O endereço em que o arquivo foi armazenado é longo demais para ser enviado. Remova-o.',
    noAnswer: 'O armazenamento de arquivos não responde. Verifique a conexão e tente novamente.',
    refusedBy: (status) =>
      `O armazenamento de arquivos recusou o arquivo (${grammar.number(status)}). Tente novamente ou remova-o.`,
    notAllowed:
      'Você não tem permissão para enviar arquivos aqui. Entre novamente e tente outra vez.',
    storeTooLarge:
      'Grande demais para o armazenamento de arquivos. Reduza o arquivo ou compartilhe um link.',
    storeWrongType: 'O armazenamento de arquivos não aceita este tipo de arquivo. Remova-o.',
    storeFull: 'O armazenamento de arquivos está cheio. Tente mais tarde ou compartilhe um link.',
    notReadable: 'O arquivo não pode mais ser lido. Remova-o e escolha-o novamente.',
    notReady: (names) => {
      const rest = grammar.count(names.length, {
        one: 'não pode ser enviado assim. Tente novamente ou remova-o e depois envie.',
        other: 'não podem ser enviados assim. Tente novamente ou remova-os e depois envie.',
      });
      return `${grammar.names(names)} ${rest}`;
    },

    unnamed: 'Arquivo sem nome',
    picturesLabel: (n) => grammar.count(n, { one: '# imagem', other: '# imagens' }),
    openPicture: (name) => `Abrir ${isolate(name)}`,
    more: (n) => `+${grammar.number(n)}`,
    fromElsewhere: (host) => `De ${isolate(host)}`,
    show: 'Mostrar',
    showFrom: (name, host) => `Mostrar ${isolate(name)}, de ${isolate(host)}`,
    notLoaded: 'Não foi possível carregar.',
    openFile: (name) => `Abrir ${isolate(name)} em uma nova guia`,
    download: (name) => `Baixar ${isolate(name)}`,
    notToOpen: 'Este endereço não pode ser aberto.',
    viewer: 'Imagens',
    viewerFailed: 'Não foi possível abrir a imagem. Verifique a conexão e tente novamente.',
    place: (n, of) => `${grammar.number(n)} de ${grammar.number(of)}`,
    previous: 'Imagem anterior',
    next: 'Próxima imagem',
    zoomIn: 'Ampliar',
    zoomOut: 'Reduzir',
    zoomLevel: (percent) => `${grammar.number(percent)}%`,
  };
}

export function brazilianVoiceWords(grammar: Grammar): VoiceWords {
  return {
    play: (name) => `Reproduzir ${isolate(name)}`,
    pause: (name) => `Pausar ${isolate(name)}`,
    position: (name) => `Posição em ${isolate(name)}`,
    timeOf: (time, of) => `${time} de ${of}`,

    record: 'Gravar uma mensagem de voz',
    recorder: 'Mensagem de voz',
    asking: 'Aguardando o microfone. Permita o acesso se o navegador perguntar.',
    recording: 'Gravando',
    finish: 'Anexar',
    discard: 'Descartar',
    denied:
      'Esta página não pode usar o microfone. Permita o acesso nas configurações da página, ao lado do endereço, e tente novamente.',
    absent: 'Nenhum microfone foi encontrado. Conecte um e tente novamente.',
    unsupported:
      'Este navegador não consegue gravar aqui. Em vez disso, anexe uma gravação como arquivo.',
    inUse:
      'O microfone não responde. Feche outros programas que o estejam usando e tente novamente.',
    broken: 'A gravação foi interrompida e nada dela ficou. Tente novamente.',
    nothing: 'Nada foi gravado. Tente novamente.',
    cutOff: 'A gravação foi interrompida. O que foi gravado pode ser anexado.',
    ended: (minutes) =>
      grammar.count(minutes, {
        one: 'A gravação terminou após # minuto, que é o máximo.',
        other: 'A gravação terminou após # minutos, que é o máximo.',
      }),
    fileName: (date) => `Mensagem de voz ${date}`,
  };
}
