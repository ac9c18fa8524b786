/** A picture that is drawn here, so that no page needs a network. @returns An address that lives as long as the page. */
export async function samplePicture(width: number, height: number, hue: number): Promise<string> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context) {
    const sky = context.createLinearGradient(0, 0, width, height);
    sky.addColorStop(0, `hsl(${hue} 70% 75%)`);
    sky.addColorStop(1, `hsl(${(hue + 60) % 360} 60% 35%)`);
    context.fillStyle = sky;
    context.fillRect(0, 0, width, height);
    context.fillStyle = `hsl(${(hue + 180) % 360} 70% 80% / 0.8)`;
    context.beginPath();
    context.arc(width * 0.7, height * 0.35, Math.min(width, height) * 0.18, 0, 7);
    context.fill();
  }
  return URL.createObjectURL(await canvas.convertToBlob({ type: 'image/png' }));
}

/** A tone, 8-bit at 8 kHz. @returns An address that lives as long as the page. */
export function sampleTone(seconds: number, hertz: number): string {
  const rate = 8_000;
  const samples = Uint8Array.from({ length: rate * seconds }, (_, n) =>
    Math.round(128 + 60 * Math.sin((2 * Math.PI * hertz * n) / rate)),
  );
  const header = new DataView(new ArrayBuffer(44));
  const text = (at: number, word: string) => {
    for (let n = 0; n < word.length; n++) header.setUint8(at + n, word.charCodeAt(n));
  };
  text(0, 'RIFF');
  header.setUint32(4, 36 + samples.length, true);
  text(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, rate, true);
  header.setUint32(28, rate, true);
  header.setUint16(32, 1, true);
  header.setUint16(34, 8, true);
  text(36, 'data');
  header.setUint32(40, samples.length, true);
  return URL.createObjectURL(new Blob([header, samples], { type: 'audio/wav' }));
}
