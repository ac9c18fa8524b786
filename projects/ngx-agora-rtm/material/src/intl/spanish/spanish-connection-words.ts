import type { ConnectionWords } from '../../connection-banner/connection-words';

export function spanishConnectionWords(): ConnectionWords {
  return {
    connecting: { title: 'Conectando…', advice: '' },
    reconnecting: {
      title: 'Se ha perdido la conexión',
      advice:
        'Se está reintentando. Puede seguir escribiendo: los mensajes se enviarán en cuanto se recupere.',
    },
    suspended: {
      title: 'Sigue sin haber conexión',
      advice:
        'Compruebe su red. Los mensajes que escriba se enviarán en cuanto se recupere la conexión.',
    },
    catchingUp: { title: 'Obteniendo los mensajes pendientes…', advice: '' },
    signedOut: {
      title: 'Ha cerrado la sesión',
      advice: 'Inicie sesión para enviar y recibir mensajes.',
    },
    timedOut: {
      title: 'El servidor no responde',
      advice: 'Compruebe su red y vuelva a intentarlo.',
    },
    refused: {
      title: 'El servidor ha rechazado el inicio de sesión',
      advice: 'Vuelva a intentarlo. Si el problema continúa, consulte a su administrador.',
    },
    replaced: {
      title: 'Ha iniciado sesión en otro dispositivo',
      advice: 'Solo puede haber un dispositivo conectado a la vez.',
    },
    banned: {
      title: 'Se ha bloqueado su acceso',
      advice: 'Consulte a su administrador.',
    },
    expired: {
      title: 'Su sesión ha caducado',
      advice: 'Inicie sesión de nuevo para continuar.',
    },
    misconfigured: {
      title: 'El chat no está configurado correctamente',
      advice:
        'Informe a su administrador de que el token y el identificador de la aplicación no coinciden.',
    },
    ended: { title: 'El servidor ha cerrado la conexión', advice: 'Vuelva a intentarlo.' },
    joining: { title: 'Entrando en el canal…', advice: '' },
    parked: {
      title: 'Este canal está en pausa',
      advice:
        'Hay demasiados canales abiertos. Cierre algunos para recibir sus mensajes al instante.',
    },
    joinFailed: { title: 'No se ha podido entrar en el canal', advice: 'Vuelva a intentarlo.' },
    joinRefused: {
      title: 'No se ha podido entrar en el canal',
      advice: 'Es posible que no tenga acceso. Consulte a su administrador.',
    },
    memory: {
      title: 'Los mensajes sin enviar se perderán al cerrar esta pestaña',
      advice:
        'El navegador no permite guardar nada. A menudo se debe a una ventana de navegación privada.',
    },
    tryNow: 'Intentar ahora',
    signIn: 'Iniciar sesión',
    useHere: 'Usar aquí',
  };
}
