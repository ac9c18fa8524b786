function allPayloads(): readonly string[] {
  return [
    ...markup(),
    ...addresses(),
    ...breakouts(),
    ...TEMPLATES,
    ...disguises(),
    ...CHARACTERS,
    ...KEYS,
    ...LENGTHS,
  ];
}

const RUN = 'window.hostile=1';

/** Elements that run something, in several spellings. */
function markup(): readonly string[] {
  const elements = [
    `<script>${RUN}</script>`,
    `<script src="data:text/javascript,${RUN}"></script>`,
    `<img src=x onerror=${RUN}>`,
    `<img src="x" onerror="${RUN}"/>`,
    `<img/src/onerror=${RUN}>`,
    `<image href=x onerror=${RUN}>`,
    `<svg onload=${RUN}>`,
    `<svg/onload=${RUN}//`,
    `<svg><script>${RUN}</script></svg>`,
    `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
    `<svg><a xlink:href="javascript:${RUN}"><text y=20>x</text></a></svg>`,
    `<svg><foreignObject><iframe srcdoc="<script>parent.hostile=1</script>"></iframe></foreignObject></svg>`,
    `<svg><use href="data:image/svg+xml,<svg id=x onload=${RUN}></svg>#x"></svg>`,
    `<math><mi xlink:href="javascript:${RUN}">x</mi></math>`,
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${RUN}&gt;">`,
    `<iframe src="javascript:parent.hostile=1"></iframe>`,
    `<iframe srcdoc="<script>parent.hostile=1</script>"></iframe>`,
    `<object data="javascript:${RUN}"></object>`,
    `<embed src="javascript:${RUN}">`,
    `<body onload=${RUN}>`,
    `<details open ontoggle=${RUN}>`,
    `<video><source onerror=${RUN}></video>`,
    `<audio src=x onerror=${RUN}>`,
    `<input autofocus onfocus=${RUN}>`,
    `<select autofocus onfocus=${RUN}>`,
    `<textarea autofocus onfocus=${RUN}>`,
    `<button popovertarget=x onclick=${RUN}>x</button><div popover id=x onbeforetoggle=${RUN}>`,
    `<marquee onstart=${RUN}>`,
    `<form action="javascript:${RUN}"><button>x</button></form>`,
    `<a href="javascript:${RUN}">x</a>`,
    `<base href="https://canary.invalid/">`,
    `<link rel=stylesheet href="https://canary.invalid/x.css">`,
    `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
    `<style>@import 'https://canary.invalid/x.css';</style>`,
    `<div style="background:url(https://canary.invalid/x)">x</div>`,
    `<template><img src=x onerror=${RUN}></template>`,
    `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
    `<xss id=x tabindex=1 onfocus=${RUN}>`,
    `<div contenteditable onfocus=${RUN} autofocus>`,
    `<rtm-message></rtm-message><rtm-avatar></rtm-avatar>`,
  ];
  return elements.flatMap((element) => [
    element,
    element.toUpperCase(),
    element.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    element.replace('<', '<\0'),
    `">'>--></title></textarea></style></script>${element}`,
  ]);
}

/** Addresses that must not be followed, in several spellings, alone and as links of other languages. */
function addresses(): readonly string[] {
  const dangerous = [
    `javascript:${RUN}`,
    `JaVaScRiPt:${RUN}`,
    `java\tscript:${RUN}`,
    `java\nscript:${RUN}`,
    `java\0script:${RUN}`,
    ` javascript:${RUN}`,
    `\u0001javascript:${RUN}`,
    `\u00a0javascript:${RUN}`,
    `javascript&colon;${RUN}`,
    `&#106;avascript:${RUN}`,
    `&#x6A;avascript:${RUN}`,
    `javascript\u003a${RUN}`,
    `javascript://a.com/%0a${RUN}`,
    `javascript://example.com:80/%0d${RUN}`,
    `javascript:"http://a.com";${RUN}`,
    `ｊavascript:${RUN}`,
    `data:text/html,<script>${RUN}</script>`,
    `data:text/html;base64,PHNjcmlwdD53aW5kb3cuaG9zdGlsZT0xPC9zY3JpcHQ+`,
    `DATA:text/html,http://a.com`,
    `data:image/svg+xml,<svg onload=${RUN}>`,
    `vbscript:msgbox(1)`,
    `VbScRiPt:http://a.com`,
    `livescript:http://a.com`,
    `blob:https://a.com/1`,
    `filesystem:https://a.com/1`,
    `file:///etc/passwd`,
    `ftp://a.com/x`,
    `view-source:https://a.com`,
    `ws://a.com`,
    `intent://a.com#Intent;end`,
    `chrome://settings`,
    `about:blank`,
    `https://user:pass@a.com:javascript`,
    `//a.com/x`,
    `\\\\a.com\\x`,
  ];
  return dangerous.flatMap((address) => [
    address,
    `[a](${address})`,
    `<${address}>`,
    `*${address}*`,
    `see ${address}.`,
  ]);
}

/** What ends the formatting, the attribute or the address that it is put into. */
function breakouts(): readonly string[] {
  const tails = [
    `"onmouseover=${RUN} x="`,
    `'onmouseover=${RUN} x='`,
    `"><img src=x onerror=${RUN}>`,
    `\`"><img src=x onerror=${RUN}>`,
    `*"><svg onload=${RUN}>*`,
    `\u0022 autofocus onfocus=${RUN} `,
  ];
  const heads = [
    'http://a.com/',
    'https://a.com/?q=',
    'a@b.com',
    '`',
    '**',
    '_',
    '> ',
    '- ',
    '```\n',
    '@bob',
  ];
  return heads.flatMap((head) => tails.map((tail) => head + tail));
}

const TEMPLATES: readonly string[] = [
  '{{7*7}}',
  `{{constructor.constructor('${RUN}')()}}`,
  `{{$on.constructor('${RUN}')()}}`,
  '{{ message() }}',
  '@if (true) { x }',
  `@for (a of [1]; track a) { <b>x</b> }`,
  `@defer { <img src=x onerror=${RUN}> }`,
  '@let x = 1;',
  `<div [innerHTML]="'<b>x</b>'">`,
  `<div (click)="${RUN}">`,
  `<div *ngIf="${RUN}">`,
  `\${${RUN}}`,
  `#{${RUN}}`,
  `<%= ${RUN} %>`,
  '{x, plural, =0 {none} other {<b>many</b>}}',
  '$localize`x`',
  'ɵɵtemplate()',
];

/** Addresses and names that look like something else. */
function disguises(): readonly string[] {
  const controls = [
    '\u202e',
    '\u202d',
    '\u202a',
    '\u202b',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u200e',
    '\u200f',
    '\u061c',
  ];
  const hidden = [
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u115f',
    '\u3164',
    '\u180e',
    '\u{e0041}',
  ];
  return [
    ...controls.flatMap((control) => [
      `${control}gpj.exe`,
      `http://a.com/${control}gnp.exe`,
      `bob${control} (admin)`,
      control.repeat(300),
    ]),
    ...hidden.flatMap((character) => [
      `ad${character}min`,
      `http://a${character}.com`,
      `java${character}script:${RUN}`,
    ]),
    'http://\u0430pple.com',
    'http://paypal.com@evil.com',
    'http://paypal.com%2f@evil.com',
    'http://paypal.com\\@evil.com',
    'http://paypal.com\u2044@evil.com',
    'http://2130706433',
    'http://0x7f.1',
    'http://[::1]/',
    'http://a.com\u3002evil.com',
    'http://xn--pple-43d.com',
    'mailto:a@b.com?bcc=evil@c.com&body=x',
  ];
}

const CHARACTERS: readonly string[] = [
  '\0',
  'a\0b',
  '\ud800',
  '\udc00',
  '\udc00\ud800',
  'a\ud800*b*\udc00',
  '\ufffe\uffff',
  '\u2028\u2029',
  '\r\n\r\n',
  '\u0007\u001b[31mred',
  '\u0085',
  `Z${'\u0310\u0352\u035b'.repeat(200)}`,
  '\u0e49'.repeat(500),
  '\ufdfd'.repeat(100),
  '\u{12031}'.repeat(100),
  '\u{1f468}\u200d'.repeat(60),
  '\u{1f3fb}'.repeat(60),
  '\u{1f1e6}'.repeat(61),
  'จ\u0e38\u0e49\u0e38\u0e49\u0e38\u0e49',
  '\u1D165\u1D16E',
];

const KEYS: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  '__defineGetter__',
  'then',
  'null',
  'undefined',
  'NaN',
  '-1',
  '{"__proto__":{"hostile":1}}',
  '[object Object]',
];

const LENGTHS: readonly string[] = [
  'x'.repeat(10_000),
  'W'.repeat(2_000),
  '\u00a0'.repeat(2_000),
  '*'.repeat(5_000),
  '*_'.repeat(2_500),
  '`'.repeat(5_000),
  '> '.repeat(2_500),
  '- a\n'.repeat(1_200),
  '\n'.repeat(3_000),
  '*a* '.repeat(1_200),
  'a.com '.repeat(900),
  `http://a.com/${'a'.repeat(5_000)}`,
  `http://${'a.'.repeat(2_000)}com`,
  `@${'@'.repeat(3_000)}`,
  '(((('.repeat(1_000),
  '<b>'.repeat(1_500),
];

/**
 * Texts that try to become more than text: for the specs of everything that shows what a user wrote, and for the tests in a page
 * under Trusted Types and a strict content security policy. Each one that runs sets `window.hostile`.
 */
export const HOSTILE_PAYLOADS: readonly string[] = [...new Set(allPayloads())];
