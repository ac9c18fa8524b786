const HEX_32 = /^[0-9a-f]{32}$/i;

/** App certificate of each App ID whose tokens are verified. */
export type Certificates = ReadonlyMap<string, string>;

/** Whether `text` has the form of an App ID or App certificate of Agora: 32 hexadecimal digits. */
export function isHex32(text: string): boolean {
  return HEX_32.test(text);
}

/**
 * Reads the configuration: a mistake shows at the start, and not as a login that fails.
 *
 * @throws Error that names the App ID, and never a certificate: they are secrets.
 */
export function readCertificates(record: Readonly<Record<string, string>>): Certificates {
  for (const [appId, certificate] of Object.entries(record)) {
    if (!isHex32(appId)) {
      throw new Error(`An App ID with a certificate is 32 hexadecimal digits, not "${appId}".`);
    }
    if (typeof certificate !== 'string' || !isHex32(certificate)) {
      throw new Error(`The certificate of App ID ${appId} must be 32 hexadecimal digits.`);
    }
  }
  return new Map(Object.entries(record));
}
