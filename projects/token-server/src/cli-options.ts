import { parseArgs } from 'node:util';
import { OptionsError } from './check-options.ts';
import type { CommandLineOptions } from './environment.ts';
import { DEFAULT_HOST, DEFAULT_PORT } from './options.ts';

/** Answer to `--help`. */
export const USAGE = `Usage: agora-rtm-token-server [options]

Gives signed-in users Agora RTM tokens for their own user id.

Options:
  --port <number>   Port to listen on; 0 takes a free one (default: PORT, or ${DEFAULT_PORT})
  --host <address>  Address to listen on (default: HOST, or ${DEFAULT_HOST})
  --development     Believe every caller on this machine; refused in production
  --version         Print the version
  --help            Print this

Environment:
  AGORA_APP_ID           App ID of your Agora project
  AGORA_APP_CERTIFICATE  Its primary certificate: a secret
  OIDC_JWKS_URI          Where your identity provider publishes its keys
  OIDC_ISSUER            What it writes into "iss"
  OIDC_AUDIENCE          What it writes into "aud" for this API
  OIDC_USER_CLAIM        Claim with the user id (default: sub)
  ALLOWED_ORIGINS        Origins of your pages, with commas between
  ALLOWED_HOSTS          Names a proxy on this machine passes on, with commas between
  TRUSTED_PROXIES        How many proxies of yours are in front (default: 0)
  TOKEN_LIFETIME         Seconds a token lives, at most 3600 (default: 3600)
`;

/** What the command line asks for. */
export type Command =
  | { readonly action: 'help' }
  | { readonly action: 'version' }
  | { readonly action: 'start'; readonly options: CommandLineOptions };

/** Reads the arguments after the program's name. @throws OptionsError */
export function parseCommandLine(args: string[]): Command {
  const { help, version, development = false, ...values } = readArguments(args);
  if (help) return { action: 'help' };
  if (version) return { action: 'version' };
  return { action: 'start', options: { ...values, development } };
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      strict: true,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        development: { type: 'boolean' },
        version: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const problem = error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error);
    throw new OptionsError([`${problem}. See --help.`]);
  }
}
