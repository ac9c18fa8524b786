import { OptionsError, problemsOf } from './check-options.ts';
import type { OptionName } from './check-options.ts';
import { MAX_LIFETIME } from './issue-token.ts';
import type { OidcOptions } from './oidc.ts';
import { DEFAULT_HOST, DEFAULT_PORT } from './options.ts';
import type { TokenServerOptions } from './options.ts';

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What the command line decides, before the environment. */
export interface CommandLineOptions {
  readonly port?: string;
  readonly host?: string;
  /** Whether every caller is believed; not to be had by an environment variable left behind. */
  readonly development: boolean;
}

const NAMES: Readonly<Record<OptionName, string>> = {
  appId: 'AGORA_APP_ID',
  appCertificate: 'AGORA_APP_CERTIFICATE',
  authenticate: '--development:',
  jwksUri: 'OIDC_JWKS_URI',
  issuer: 'OIDC_ISSUER',
  audience: 'OIDC_AUDIENCE',
  userClaim: 'OIDC_USER_CLAIM',
  allowedOrigins: 'ALLOWED_ORIGINS',
  allowedHosts: 'ALLOWED_HOSTS',
  lifetime: 'TOKEN_LIFETIME',
  port: 'PORT (--port)',
  host: 'HOST (--host)',
  trustedProxies: 'TRUSTED_PROXIES',
};

/** The server's options from environment and command line. @throws OptionsError with all problems */
export function readEnvironment(env: Environment, cli: CommandLineOptions): TokenServerOptions {
  const read = (name: string): string => env[name]?.trim() ?? '';
  const allowedOrigins = listOf(read('ALLOWED_ORIGINS'));
  const oidc: OidcOptions = {
    jwksUri: read('OIDC_JWKS_URI'),
    issuer: read('OIDC_ISSUER'),
    audience: read('OIDC_AUDIENCE'),
    userClaim: read('OIDC_USER_CLAIM') || 'sub',
  };
  const options: TokenServerOptions = {
    appId: read('AGORA_APP_ID'),
    appCertificate: read('AGORA_APP_CERTIFICATE'),
    authenticate: cli.development ? 'development' : oidc,
    allowedOrigins,
    allowedHosts: listOf(read('ALLOWED_HOSTS')),
    lifetime: numberOf(read('TOKEN_LIFETIME'), MAX_LIFETIME),
    port: numberOf(cli.port ?? read('PORT'), DEFAULT_PORT),
    host: cli.host ?? (read('HOST') || DEFAULT_HOST),
    trustedProxies: numberOf(read('TRUSTED_PROXIES'), 0),
  };
  const problems = problemsOf(options, env['NODE_ENV'], (option) => NAMES[option]);
  if (cli.development && oidc.jwksUri !== '') {
    problems.push('--development would pass over OIDC_JWKS_URI: leave one of the two out.');
  }
  if (!cli.development && allowedOrigins.length === 0) {
    problems.push(
      'ALLOWED_ORIGINS must name the origins of your pages, as in https://desk.example.com; ' +
        'several with commas between.',
    );
  }
  if (problems.length > 0) throw new OptionsError(problems);
  return options;
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** Digits only: `Number` takes `1e3` and `0x10` for numbers too. */
function numberOf(text: string, fallback: number): number {
  if (text === '') return fallback;
  return /^\d{1,9}$/.test(text) ? Number(text) : NaN;
}
