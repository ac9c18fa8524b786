import type { ConnectionWords } from '../../connection-banner/connection-words';

export function brazilianConnectionWords(): ConnectionWords {
  return {
    connecting: { title: 'Conectando…', advice: '' },
    reconnecting: {
      title: 'A conexão caiu',
      advice:
        'Tentando novamente. Você pode continuar escrevendo: as mensagens serão enviadas assim que ela voltar.',
    },
    suspended: {
      title: 'Ainda sem conexão',
      advice:
        'Verifique sua rede. As mensagens que você escrever serão enviadas assim que a conexão voltar.',
    },
    catchingUp: { title: 'Buscando o que você perdeu…', advice: '' },
    signedOut: {
      title: 'Você saiu da sua conta',
      advice: 'Entre para enviar e receber mensagens.',
    },
    timedOut: {
      title: 'O servidor não responde',
      advice: 'Verifique sua rede e tente novamente.',
    },
    refused: {
      title: 'O servidor recusou a entrada',
      advice: 'Tente novamente. Se não resolver, fale com o administrador.',
    },
    replaced: {
      title: 'Você entrou em outro dispositivo',
      advice: 'Somente um dispositivo pode estar conectado por vez.',
    },
    banned: {
      title: 'Seu acesso foi bloqueado',
      advice: 'Fale com o administrador.',
    },
    expired: {
      title: 'Sua sessão expirou',
      advice: 'Entre novamente para continuar.',
    },
    misconfigured: {
      title: 'O chat não está configurado corretamente',
      advice: 'Informe ao administrador que o token e o ID do aplicativo não correspondem.',
    },
    ended: { title: 'O servidor encerrou a conexão', advice: 'Tente novamente.' },
    joining: { title: 'Entrando no canal…', advice: '' },
    parked: {
      title: 'Este canal está pausado',
      advice:
        'Há canais demais abertos. Feche alguns para receber as mensagens dele imediatamente.',
    },
    joinFailed: { title: 'Não foi possível entrar no canal', advice: 'Tente novamente.' },
    joinRefused: {
      title: 'Não foi possível entrar no canal',
      advice: 'Talvez você não tenha acesso a ele. Fale com o administrador.',
    },
    memory: {
      title: 'As mensagens não enviadas serão perdidas ao fechar esta guia',
      advice:
        'O navegador não permite que o chat armazene dados. Isso costuma acontecer em uma janela privada.',
    },
    tryNow: 'Tentar agora',
    signIn: 'Entrar',
    useHere: 'Usar aqui',
  };
}
